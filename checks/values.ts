export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = Object.freeze({});
const nothing: readonly unknown[] = Object.freeze([]);

/** A value as a mapping; anything else as an empty one. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : none;
}

/** A value as a list; anything else as an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : nothing;
}

/** A value as text, if it is text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value below a path of keys and indexes, or undefined where the path ends early. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** The text entries of a mapping, as labels and selectors have them. */
export function textEntries(value: unknown): [string, string][] {
  return Object.entries(fields(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
}

/** A value in a message: short, whatever it is. */
export function show(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}
