import { type Place, type Problem, rule, unique } from './place.ts';

export const fargate = rule(
  {
    id: 'eksctl/fargate',
    severity: 'refused',
    why: 'EKS refuses such a Fargate profile.',
    remedy: 'Give each profile a name and at least one selector with a namespace.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const profiles = cluster.at('fargateProfiles').items();
  for (const profile of profiles) {
    const name = profile.at('name');
    if (name.text.startsWith('eks-')) {
      yield { at: name, message: 'names that begin with eks- are reserved for AWS' };
    }
    const selectors = profile.at('selectors');
    if (selectors.isEmpty) {
      yield { at: selectors, message: 'a profile without selectors gets no pods' };
    }
  }
  yield* unique(
    profiles.map((profile) => profile.at('name')),
    (name) => name.text,
    'the profile',
  );
}
