import { checkClusterConfig as findingsIn, rules } from './index.ts';
import type { ClusterConfigFinding } from './library.d.cts';

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
