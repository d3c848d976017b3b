/** An IPv4 range: its first address as a number, and the length of its prefix. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/** Reads `203.0.113.10/32`; undefined when it isn't an IPv4 range. Host bits are kept. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  // Leading zeros mean octal to some readers.
  if (!match || /(^|[./])0\d/.test(text)) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  return { base: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** How many addresses a range holds. */
export function sizeOf({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** The range that a prefix cuts out around an address: the same without host bits. */
export function networkOf(cidr: Cidr): Cidr {
  return { base: cidr.base - (cidr.base % sizeOf(cidr)), prefix: cidr.prefix };
}

/** Writes a range as `203.0.113.0/24`. */
export function formatCidr({ base, prefix }: Cidr): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${bytes.join('.')}/${prefix}`;
}

/** Whether two ranges share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  const wider = a.prefix < b.prefix ? a : b;
  const narrower = wider === a ? b : a;
  return networkOf({ base: narrower.base, prefix: wider.prefix }).base === networkOf(wider).base;
}

/** Whether a range holds the whole of another. */
export function holds(outer: string, inner: string): boolean {
  const [a, b] = [parseCidr(outer), parseCidr(inner)];
  return a !== undefined && b !== undefined && a.prefix <= b.prefix && overlap(a, b);
}

const documentationRanges = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];

// No client on the Internet has one of these, and EKS refuses them.
const unroutableRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
];

/** Whether a range is one of those kept for examples, which nobody's computer has. */
export function isDocumentationRange(text: string): boolean {
  return isWithin(text, documentationRanges);
}

/** Whether a range lies in private, local or reserved space. */
export function isUnroutable(text: string): boolean {
  return isWithin(text, unroutableRanges);
}

function isWithin(text: string, ranges: readonly string[]): boolean {
  const cidr = parseCidr(text);
  return ranges.some((range) => {
    const outer = parseCidr(range);
    return cidr && outer && cidr.prefix >= outer.prefix && overlap(cidr, outer);
  });
}
