import { type About, check } from '../check.ts';
import { nameTails, parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { show } from '../values.ts';
import { vpcCniOf } from './vpc-cni.ts';

const about: About = {
  id: 'policy-enforced',
  severity: 'broken',
  why: 'The VPC CNI enforces no NetworkPolicy until enableNetworkPolicy is on, so the policies limit nothing.',
  remedy: `Set enableNetworkPolicy: "true" in the vpc-cni addon's configurationValues.`,
};
const finding = findingsOf(about);

const otherEnforcers = new Set(['calico/node', 'cilium/cilium', 'cilium']);

export const policyEnforced = check(about, (subject) => {
  const { clusterConfig } = subject;
  const index = indexOf(subject);
  const [first] = index.kind('NetworkPolicy');
  if (!clusterConfig || !first) return [];
  const { path: where, values, enforces } = vpcCniOf(subject);
  if (enforces) return [];
  const enforcedElsewhere = index.pods.some(({ containers }) =>
    containers.some(({ image }) =>
      nameTails(parseImage(image).name).some((tail) => otherEnforcers.has(tail)),
    ),
  );
  if (enforcedElsewhere) return [];
  const number = index.kind('NetworkPolicy').length;
  return [
    finding(first, {
      path: 'spec',
      value: values === undefined ? undefined : show(values),
      message: `${number > 1 ? `and ${number - 1} more ` : ''}would do nothing: the CNI's network policy is off in ${clusterConfig.path} ${where}`,
      allowed: `configurationValues: '{"enableNetworkPolicy":"true"}' at the addon vpc-cni`,
      fix: 'switch it on there, or leave the policies out',
    }),
  ];
});
