import { recommendedLabels } from '../common/labels.ts';

export const SOCK_SHOP = 'sock-shop';

/** The workload that the outside reaches. */
export const FRONT_END = { name: 'front-end', servicePort: 80, containerPort: 8079 } as const;

/** The Secret of the persistent catalogue-db, which one command creates. */
export const CATALOGUE_SECRET = { name: 'catalogue-db', key: 'root-password' } as const;

/** A workload's labels: upstream's `name`, by which everything selects, and the recommended ones. */
export function labelsOf(name: string): Record<string, string> {
  return { name, ...recommendedLabels({ name, partOf: SOCK_SHOP }) };
}
