import { parseQuantity } from '../quantity.ts';

export const MEBIBYTE = 2 ** 20;
export const GIBIBYTE = 2 ** 30;

/** CPU in thousandths of a core, rounded up as the scheduler does. */
export function parseMillicores(quantity: unknown): number | undefined {
  const cores = parseQuantity(quantity);
  // The product of two decimals lies a hair beside the whole number that was meant.
  return cores === undefined ? undefined : Math.ceil(Number((cores * 1000).toFixed(6)));
}

/** Memory or storage in bytes, rounded up. */
export function parseBytes(quantity: unknown): number | undefined {
  const bytes = parseQuantity(quantity);
  return bytes === undefined ? undefined : Math.ceil(bytes);
}

/** `1930m`, as Kubernetes writes it. */
export function formatCpu(millicores: number): string {
  return `${Math.round(millicores)}m`;
}

/** `6837Mi`, as Kubernetes writes it. */
export function formatMemory(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)}Mi`;
}

/** `1.93 CPUs`, for people. */
export function cpusInWords(millicores: number): string {
  const cpus = Math.round(millicores) / 1000;
  const shown = cpus < 1 ? cpus : Math.round(cpus * 100) / 100;
  return shown === 1 ? '1 CPU' : `${shown} CPUs`;
}

/** `6.7 GiB`, or `125 MiB` where it is less than one GiB, for people. */
export function memoryInWords(bytes: number): string {
  return bytes < GIBIBYTE
    ? `${Math.round(bytes / MEBIBYTE)} MiB`
    : `${Math.round((bytes / GIBIBYTE) * 10) / 10} GiB`;
}
