import { isIPv4, isIPv6 } from 'node:net';

/** A range of addresses. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** The range as it is meant, without the host's part: `10.0.0.0/16` of `10.0.3.7/16`. */
  readonly masked: string;
  /** Whether the text has bits after the prefix, which eksctl drops without a word. */
  readonly hasHostBits: boolean;
}

/** A range of addresses read from `address/prefix`, or undefined where it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  if (rest.length || !/^\d{1,3}$/.test(prefixText)) return undefined;
  const version = isIPv4(address) ? 4 : isIPv6(address) && !address.includes('%') ? 6 : undefined;
  if (!version) return undefined;
  const size = version === 4 ? 32 : 128;
  const prefix = Number(prefixText);
  if (prefix > size) return undefined;
  const bits = version === 4 ? ipv4Bits(address) : ipv6Bits(address);
  const hosts = (1n << BigInt(size - prefix)) - 1n;
  const first = bits & ~hosts;
  return {
    version,
    prefix,
    first,
    last: first | hosts,
    masked: `${version === 4 ? ipv4Text(first) : ipv6Text(first)}/${prefix}`,
    hasHostBits: first !== bits,
  };
}

/** Whether two ranges have an address in common. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/** Whether a range lies wholly in another. */
export function isWithin(inner: Cidr, outer: Cidr): boolean {
  return inner.version === outer.version && inner.first >= outer.first && inner.last <= outer.last;
}

function ipv4Bits(address: string): bigint {
  return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function ipv4Text(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
}

function ipv6Bits(address: string): bigint {
  const hex = address.replace(/\d+\.\d+\.\d+\.\d+$/, (ipv4) => {
    const bits = ipv4Bits(ipv4);
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [head = '', tail = ''] = hex.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function ipv6Text(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
