import { formatCidr, networkOf, overlap, parseCidr } from '../cidr.ts';

/** The ranges that a text with addresses in another form could mean. */
export function likelyRanges(text: string): string[] {
  const found = [alone, everyone, spelledOut, masked, between].map((form) => form(text));
  return found.filter((range) => range !== undefined);
}

function alone(text: string): string | undefined {
  return network(`${text}/32`);
}

function everyone(text: string): string | undefined {
  return /^(\*|any(where|body|one)?|all|world|every(where|body|one)|(the )?internet)$/i.test(text)
    ? '0.0.0.0/0'
    : undefined;
}

// 198.51.100.*, 198.51.100/24, 198.051.100.007/32
function spelledOut(text: string): string | undefined {
  const [, numbers = '', wild, prefix] =
    /^(\d{1,3}(?:\.\d{1,3}){0,3})((?:\.[*x])*)(?:\/(\d+))?$/.exec(text) ?? [];
  const parts = numbers.split('.').map(Number);
  const length = wild ? String(8 * parts.length) : prefix;
  if (numbers === '' || length === undefined) return undefined;
  return network(`${[...parts, 0, 0, 0].slice(0, 4).join('.')}/${length}`);
}

// 198.51.100.0/255.255.255.0
function masked(text: string): string | undefined {
  const [address = '', mask = ''] = text.split(/[/ ]+/);
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  const [, ones] = /^(1+)0*$/.exec(bits) ?? [];
  return mask.includes('.') && bits.length === 32 && ones
    ? network(`${address}/${ones.length}`)
    : undefined;
}

// 198.51.100.1-198.51.100.9: the smallest range that holds both.
function between(text: string): string | undefined {
  const [first, last] = text.split(/ ?- ?/).map((address) => parseCidr(`${address}/32`));
  if (!first || !last) return undefined;
  const prefixes = Array.from({ length: 33 }, (_, index) => 32 - index);
  const prefix = prefixes.find((length) => overlap({ ...first, prefix: length }, last)) ?? 0;
  return formatCidr(networkOf({ ...first, prefix }));
}

function network(text: string): string | undefined {
  const range = parseCidr(text);
  return range && formatCidr(networkOf(range));
}
