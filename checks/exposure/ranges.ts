import { type Cidr, networkOf, parseCidr, sizeOf } from '../../config/cidr.ts';

interface Span {
  readonly first: number;
  readonly end: number;
}

/** The ranges that aren't wholly inside the allowed ones taken together; what is not an IPv4 range counts as wider. */
export function widerThan(ranges: readonly string[], allowed: readonly string[]): string[] {
  const spans = merge(allowed.flatMap((text) => spanOf(text) ?? []));
  return ranges.filter((text) => {
    const span = spanOf(text);
    return !span || !spans.some(({ first, end }) => first <= span.first && span.end <= end);
  });
}

function spanOf(text: string): Span | undefined {
  const cidr: Cidr | undefined = parseCidr(text);
  if (!cidr) return undefined;
  const { base } = networkOf(cidr);
  return { first: base, end: base + sizeOf(cidr) };
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1);
    if (last && span.first <= last.end) {
      merged[merged.length - 1] = { first: last.first, end: Math.max(last.end, span.end) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}
