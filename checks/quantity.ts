const scale: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const pattern = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/;

/** A Kubernetes quantity as a number: cores, or bytes; undefined where it isn't one. */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = pattern.exec(value);
  if (!match) return undefined;
  const exponent = match[3] === undefined ? 1 : 10 ** Number(match[3]);
  return Number(match[1]) * (scale[match[2] ?? ''] ?? 1) * exponent;
}

/** The quantity that a mistyped one most likely meant: `256mb` gives `256Mi`. */
export function nearestQuantity(value: string): string | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe])?\s*(i)?(b|bytes?)?\s*$/i.exec(value);
  if (!match?.[1]) return undefined;
  const [, number, unit, , bytes] = match;
  if (!unit) return number;
  if (unit === 'm' && !bytes) return `${number}m`;
  return `${number}${unit.toUpperCase()}i`;
}
