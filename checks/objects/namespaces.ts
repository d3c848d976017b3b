import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { isOneFolder } from '../order.ts';
import { builtInNamespaces, indexOf } from '../index-of.ts';

const about: About = {
  id: 'namespaces',
  severity: 'broken',
  why: "kubectl can't create an object before its namespace is there.",
  remedy: 'Add the Namespace, and put it before what it holds.',
};
const finding = findingsOf(about);

// Flux and Argo CD stand in them before they apply anything.
const ofAppliers = ['flux-system', 'argocd'];

export const namespaces = check(about, (subject) => {
  const index = indexOf(subject);
  // Of several, as the exercises have them, the first: each file is applied alone.
  const created = new Map(
    index
      .kind('Namespace')
      .toReversed()
      .map((one) => [one.name, one]),
  );
  const all = [...created.keys(), 'default', 'kube-system', 'kube-public'];
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const located of index.objects) {
    const { namespace, order } = located;
    if (!namespace || builtInNamespaces.includes(namespace)) continue;
    const maker = created.get(namespace);
    if (!maker && ofAppliers.includes(namespace)) continue;
    const known = maker && subject.orderOf?.(maker, located);
    const early =
      maker !== undefined &&
      (known?.isLate ?? (maker.order > order && isOneFolder(subject, maker, located)));
    // One finding for each file says it: the others follow from it.
    if ((maker && !early) || told.has(`${located.file.path} ${namespace}`)) continue;
    told.add(`${located.file.path} ${namespace}`);
    found.push(
      finding(located, {
        path: 'metadata.namespace',
        value: namespace,
        message: early
          ? `comes before its namespace, which ${known?.by ?? 'kubectl'} meets only in ${maker.file.path}`
          : 'is a namespace that nothing creates',
        allowed: early ? undefined : someOf(all),
        fix: early
          ? (known?.fix ??
            'put the Namespace first, or into a file whose name sorts before this one')
          : (likelyName(namespace, created.keys()) ??
            `add a Namespace ${namespace} before its contents`),
        absent: early ? undefined : true,
      }),
    );
  }
  return found;
});
