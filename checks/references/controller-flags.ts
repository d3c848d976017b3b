import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { ingressControllersOf, namedBy } from './ingress-controllers.ts';

const about: About = {
  id: 'controller-flags',
  severity: 'broken',
  why: "The controller's flag names a Service or ConfigMap that doesn't exist.",
  remedy: 'Correct the name in the flag, or create the object.',
};
const finding = findingsOf(about);

// The flags by which ingress controllers name an object: they end, or report no address, where it is missing.
const flags: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  'external-service': 'Service',
  'nginx-configmaps': 'ConfigMap',
  'publish-service': 'Service',
};

export const controllerFlags = check(about, (subject) => {
  const index = indexOf(subject);
  return ingressControllersOf(subject).flatMap((controller) =>
    Object.entries(flags).flatMap(([flag, kind]) => {
      const given = controller.flags.get(flag);
      const named = namedBy(controller, flag);
      if (!given || !named) return [];
      const { owner } = controller.pod;
      const { namespace, name } = named;
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
});
