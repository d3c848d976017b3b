import { minorNumber } from '../../tables/kubernetes.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { type Autoscaler, autoscalersOf } from './autoscalers.ts';
import { allowsVerb, type Granted, grantedTo } from './granted-rules.ts';
import { type NeededRule, neededRules } from './needed-rules.ts';

const about: About = {
  id: 'autoscaler-permissions',
  severity: 'broken',
  why: 'Without these rights in Kubernetes, this version of the autoscaler stops or never scales.',
  remedy: 'Add the missing rules to its ClusterRole or Role.',
};
const finding = findingsOf(about);

export const autoscalerPermissions = check(about, (subject) => {
  const index = indexOf(subject);
  return autoscalersOf(subject).flatMap((autoscaler) => {
    const { pod, serviceAccount, minor } = autoscaler;
    const granted = grantedTo(index, pod.namespace, serviceAccount);
    const missing = neededRules
      .filter((rule) => isNeeded(rule, autoscaler))
      .flatMap((rule) => {
        const verbs = rule.verbs.filter((verb) => !isGranted(granted, rule, verb, pod.namespace));
        return verbs.length > 0 ? [{ rule, verbs }] : [];
      });
    if (missing.length === 0) return [];
    const names = missing.map(
      ({ rule, verbs }) =>
        `${verbs.join('/')} ${rule.resource}${rule.group && `.${rule.group}`}${rule.name ? ` ${rule.name}` : ''}`,
    );
    return [
      finding(pod.owner, {
        path: `${pod.path}spec.serviceAccountName`,
        value: serviceAccount,
        message:
          `may not ${someOf(names)}, which cluster-autoscaler ${minor ?? ''} needs: it looks healthy but does nothing`.replace(
            '  ',
            ' ',
          ),
        fix: `add the rules to a role that is bound to ${serviceAccount}`,
      }),
    ];
  });
});

// Without a version in its tag, the newest's needs: they are harmless where they aren't.
function isNeeded({ since = 0 }: NeededRule, { minor }: Autoscaler): boolean {
  return minor === undefined || minorNumber(minor) >= since;
}

function isGranted(
  granted: readonly Granted[],
  { group, resource, own, name }: NeededRule,
  verb: string,
  namespace: string,
): boolean {
  return granted.some(
    (one) =>
      (one.namespace === '' || (own === true && one.namespace === namespace)) &&
      allowsVerb(one.rules, { group, resource, verb, name }),
  );
}
