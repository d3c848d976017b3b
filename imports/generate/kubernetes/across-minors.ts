/** What holds in each minor, in order of minor. */
export type ValuesByMinor<Value = string> = readonly (readonly [number, Value])[];

/** Something that holds from one minor to another, both included. */
export interface Span<Value> {
  value: Value;
  since: number;
  until: number;
}

/** Folds what holds in each minor into spans; a gap begins a new span. */
export function spansOf<Value>(valueByMinor: ValuesByMinor<Value>): Span<Value>[] {
  const spans: Span<Value>[] = [];
  for (const [minor, value] of valueByMinor) {
    const last = spans.at(-1);
    if (last?.value === value && last.until === minor - 1) last.until = minor;
    else spans.push({ value, since: minor, until: minor });
  }
  return spans;
}

/** A span in the table's notation, with `@since-until` when it isn't of all minors. */
export function spanText(
  { value, since, until }: Span<string>,
  first: number,
  last: number,
): string {
  if (since === first && until === last) return value;
  return `${value}@${since === first ? '' : since}-${until === last ? '' : until}`;
}
