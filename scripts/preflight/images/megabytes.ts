const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** A size as registries show it. */
export function megabytes(bytes: number): string {
  if (bytes >= GIGABYTE) return `${(bytes / GIGABYTE).toFixed(1)} GB`;
  return `${bytes < MEGABYTE ? (bytes / MEGABYTE).toFixed(2) : Math.round(bytes / MEGABYTE)} MB`;
}
