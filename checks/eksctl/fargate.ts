import { type Place, type Problem, unique } from './place.ts';

/** Fargate profiles. */
export function* fargate(cluster: Place): Generator<Problem> {
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
