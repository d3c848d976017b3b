/** The way to a value in a cluster file, or in an object. */
export type KeyPath = readonly (string | number)[];

/** `access.from[0]`, as a person would write it. */
export function formatPath(path: KeyPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
