/** Whether a name or address is this computer itself. */
export function isHere(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/.test(name);
}

/** What whoever asks somebody else is told. */
export function refusal(host: string): string {
  return `practice never leaves this computer, so ${host} was not asked; leave the practice shell for that`;
}
