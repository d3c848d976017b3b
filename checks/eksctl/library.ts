import type { Severity } from '../check.ts';
import { checkClusterConfig as findingsIn, rules } from './index.ts';

/** One thing in a ClusterConfig that eksctl would refuse or silently get wrong. */
export interface ClusterConfigFinding {
  /** The id of the check, as docs/checks.md lists it. */
  readonly check: string;
  readonly severity: Severity;
  /** `managedNodeGroups[0].instanceType`; without it, the whole is meant. */
  readonly path?: string;
  readonly value?: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** That this program may only be older than what it was shown. */
  readonly warning?: boolean;
}

const severities = new Map(rules.map(({ about: { id, severity } }) => [id, severity]));

/** What eksctl would refuse or silently get wrong in a ClusterConfig that is a plain object. */
export function checkClusterConfig(config: unknown): ClusterConfigFinding[] {
  return findingsIn('', config).map(({ check, path, value, message, allowed, fix, warning }) => ({
    check,
    severity: severities.get(check)!,
    ...(path !== undefined && { path }),
    ...(value !== undefined && { value }),
    message,
    ...(allowed !== undefined && { allowed }),
    ...(fix !== undefined && { fix }),
    ...(warning && { warning }),
  }));
}
