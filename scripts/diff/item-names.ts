type Fields = Readonly<Record<string, unknown>>;

/** The names by which a list's items are told apart, or undefined when they have none or share one. */
export function itemNames(items: readonly unknown[]): string[] | undefined {
  const names = items.map(nameOf);
  if (names.some((name) => name === undefined) || new Set(names).size < names.length) {
    return undefined;
  }
  return names as string[];
}

/** A list's items by their names, in their order, or undefined when they have none or share one. */
export function itemsByName<T>(items: readonly T[]): ReadonlyMap<string, T> | undefined {
  const names = itemNames(items);
  return names && new Map(items.map((item, index) => [names[index]!, item]));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return /^(--?[\w-]+)=/.exec(item)?.[1] ?? item;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const {
    name,
    metadata,
    namespace,
    serviceAccountName,
    principalARN,
    arn,
    policyARN,
    mountPath,
    Sid,
  } = item as Fields;
  if (typeof metadata === 'object' && metadata !== null) {
    const { namespace, name: own } = metadata as Fields;
    if (typeof own === 'string') return typeof namespace === 'string' ? `${namespace}/${own}` : own;
  }
  if (typeof serviceAccountName === 'string') {
    return typeof namespace === 'string'
      ? `${namespace}/${serviceAccountName}`
      : serviceAccountName;
  }
  return (
    [name, principalARN, arn, policyARN, mountPath, Sid].find(
      (value) => typeof value === 'string',
    ) ?? port(item)
  );
}

function port(item: object): string | undefined {
  const { containerPort, port: number, protocol } = item as Fields;
  const value = containerPort ?? number;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return typeof protocol === 'string' ? `${value}/${protocol}` : String(value);
}
