import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

// Enforced, unless asked for more: baseline, which everything here meets. Audited: restricted, to see what is
// missing. No `warn`: it would print at every apply.
const podSecurity = (level: 'baseline' | 'restricted') => ({
  'pod-security.kubernetes.io/enforce': level,
  'pod-security.kubernetes.io/audit': 'restricted',
});

/** A namespace that enforces Pod Security. */
export function namespace(
  scope: Construct,
  name: string,
  labels: Record<string, string>,
  annotations?: Record<string, string>,
  level: 'baseline' | 'restricted' = 'baseline',
): void {
  new k8s.KubeNamespace(scope, 'namespace', {
    metadata: { name, labels: { ...labels, ...podSecurity(level) }, annotations },
  });
}
