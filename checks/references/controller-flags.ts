import { likelyName } from '../likely-name.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { ingressControllersOf } from './ingress-controllers.ts';

const finding = findingsOf('controller-flags');

// The flags by which ingress controllers name an object: they end, or report no address, where it is missing.
const flags: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  'external-service': 'Service',
  'nginx-configmaps': 'ConfigMap',
  'publish-service': 'Service',
};

/** An ingress controller's flag that names a Service or ConfigMap which isn't there. */
export const controllerFlags: Check = (subject) => {
  const index = indexOf(subject);
  return ingressControllersOf(subject).flatMap((controller) =>
    Object.entries(flags).flatMap(([flag, kind]) => {
      const given = controller.flags.get(flag);
      if (!given) return [];
      const { namespace: own, owner } = controller.pod;
      const [name = '', where] = given.value.split('/').reverse();
      const namespace = !where || where === '$(POD_NAMESPACE)' ? own : where;
      if (!name || name.includes('$(') || index.find(kind, namespace, name)) return [];
      const names = index.names(kind, namespace);
      return [
        finding(owner, {
          path: given.path,
          value: given.value,
          message: `names a ${kind} that namespace ${namespace} does not have`,
          allowed: someOf(names),
          fix: likelyName(name, names),
        }),
      ];
    }),
  );
};
