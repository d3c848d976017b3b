/** Does something as on a terminal of so many columns, or in a pipe, and puts back what stdout was. */
export function atWidth<T>(columns: number | 'pipe', work: () => T): T {
  const before = Object.getOwnPropertyDescriptors(process.stdout);
  const set = (key: 'isTTY' | 'columns', value: unknown) =>
    Object.defineProperty(process.stdout, key, { value, configurable: true, writable: true });
  set('isTTY', columns !== 'pipe');
  set('columns', columns === 'pipe' ? undefined : columns);
  try {
    return work();
  } finally {
    for (const key of ['isTTY', 'columns'] as const) {
      if (before[key]) Object.defineProperty(process.stdout, key, before[key]);
      else Reflect.deleteProperty(process.stdout, key);
    }
  }
}
