/** A text that only equal plain data has; undefined for what is not plain data, such as functions. */
export function keyOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return joined('[', value.map(keyOf), ']');
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  // In their order, which is that of what a chart makes of them.
  const parts = Object.entries(value).map(([name, each]) => {
    const key = keyOf(each);
    return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`;
  });
  return joined('{', parts, '}');
}

function joined(open: string, parts: (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(',')}${close}`;
}
