/** A plain value as YAML in one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`);
    return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
  }
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
}

// What YAML takes for this text, also between brackets.
function isPlain(text: string): boolean {
  if (/^(true|false|null|~|0[ox][\da-f]*)$/i.test(text)) return false;
  return /^(?![-+.\d]*(e\d*)?$)[a-z\d](?:[\w.+/@=-]|:(?=[^\s]))*$/i.test(text);
}
