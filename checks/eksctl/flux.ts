import type { Place, Problem } from './place.ts';

/** Flux, which eksctl installs with the flux command of the machine it runs on. */
export function* flux(cluster: Place): Generator<Problem> {
  const place = cluster.at('gitops', 'flux');
  if (!place.isSet) return;
  const missing = ['gitProvider', 'flags'].map((key) => place.at(key)).filter((at) => at.isEmpty);
  for (const at of missing) yield { at, message: `${at.path} must be set` };
}
