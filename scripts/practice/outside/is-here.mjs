// @ts-check
// Not in TypeScript: the preload, which is loaded as it stands, asks it, too.

/**
 * Whether a name or address is this computer itself.
 * @param {string} host
 */
export function isHere(host) {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/.test(name);
}

/**
 * What whoever asks somebody else is told.
 * @param {string} host
 */
export function refusal(host) {
  return `practice never leaves this computer, so ${host} was not asked; leave the practice shell for that`;
}
