import type { Aws } from '../../aws/clients.ts';
import type { Unfinished } from '../../aws/unfinished/unfinished.ts';

/** One part that a cluster lacks, and what makes it. */
export interface Missing {
  readonly part:
    'provider' | 'early addons' | 'roles' | 'nodes' | 'addons' | 'access' | Unfinished['part'];
  readonly what: string;
  /** As a person would type them. */
  readonly commands: readonly string[];
  readonly make: (aws: Aws) => Promise<void>;
}
