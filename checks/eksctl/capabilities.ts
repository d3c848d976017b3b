import { oneOf, type Place, type Problem, rule, unique } from './place.ts';

export const capabilities = rule(
  {
    id: 'eksctl/capabilities',
    severity: 'refused',
    why: 'EKS refuses such a capability.',
    remedy: 'Give each capability a name, a type and what its type needs.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const all = cluster.at('capabilities').items();
  for (const capability of all) {
    const type = capability.at('type');
    yield* oneOf(type, ['ACK', 'ARGOCD', 'KRO']);
    const identity = capability.at('configuration', 'argocd', 'awsIdc');
    if (type.text === 'ARGOCD' && !identity.isSet) {
      yield { at: identity, message: 'Argo CD needs an IAM Identity Center', fix: 'set awsIdc' };
    }
  }
  yield* unique(
    all.map((capability) => capability.at('name')),
    (name) => name.text,
    'the capability',
  );
}
