/** Why a registry did not answer what it was asked. */
export type Reason =
  'missing' | 'sign in' | 'refused' | 'throttled' | 'broken' | 'unreachable' | 'not TLS' | 'late';

/** A registry that could not be asked, or that refuses. */
export class RegistryError extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
    this.name = 'RegistryError';
  }
}

/** What keeps a request from being answered, in words. */
export function unanswered(host: string, error: unknown, longestMs: number): RegistryError {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError' || cause?.name === 'ConnectTimeoutError') {
    return new RegistryError('late', `${host} did not answer within ${longestMs / 1000} s`);
  }
  const told = cause?.message || message;
  const code = cause?.code ?? '';
  const said = told.includes(code) ? told : `${code} ${told}`;
  if (/ERR_SSL_(WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST)|wrong version number/i.test(said)) {
    return new RegistryError('not TLS', `${host} has no TLS, and nodes need it to pull images`);
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i.test(said)) {
    return new RegistryError('not TLS', `${host} has a certificate that is not trusted: ${said}`);
  }
  return new RegistryError('unreachable', `${host} cannot be reached: ${cause?.code ?? said}`);
}
