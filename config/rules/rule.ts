import type { ClusterConfig } from '../schema.ts';
import type { KeyPath } from '../key-path.ts';

/** What a rule between keys found wrong, and at which key. */
export interface Violation {
  readonly path: KeyPath;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** Further keys that the rule looked at: with one of them broken, it has nothing to say. */
  readonly reads?: readonly KeyPath[];
}

/** A rule that no single key can show. */
export type ConfigRule = (config: ClusterConfig) => Violation[];

/** What is said of a list's item that stands above it already. */
export const twice = { message: 'is in the list already', fix: 'remove one of the two' };
