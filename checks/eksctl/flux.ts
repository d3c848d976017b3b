import { type Place, type Problem, rule } from './place.ts';

export const flux = rule(
  {
    id: 'eksctl/flux',
    severity: 'refused',
    why: "eksctl can't install Flux with these settings.",
    remedy: 'Name the Git provider and its flags.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const place = cluster.at('gitops', 'flux');
  if (!place.isSet) return;
  const missing = ['gitProvider', 'flags'].map((key) => place.at(key)).filter((at) => at.isEmpty);
  for (const at of missing) yield { at, message: `${at.path} must be set` };
}
