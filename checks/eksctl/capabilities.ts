import { oneOf, type Place, type Problem, unique } from './place.ts';

/** EKS capabilities: Argo CD, ACK and kro run by AWS. */
export function* capabilities(cluster: Place): Generator<Problem> {
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
