import { isIP } from 'node:net';

/** What is wrong with an address range as written. */
export function cidrProblem(range: string): string | undefined {
  const [address = '', bits = ''] = range.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const isFine = isIP(address) > 0 && /^\d+$/.test(bits) && Number(bits) <= most;
  return isFine ? undefined : `${range} is not an address range`;
}
