/** The namespace that Flux's own installation makes, and that holds what tells it what to do. */
export const FLUX_NAMESPACE = 'flux-system';

/** The Secret with the age key, by the name that Flux's own guide gives it. */
export const AGE_SECRET = 'sops-age';

/** Never pruned: what goes from the repository stays in the cluster until a person deletes it. */
export const keptByFlux = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/** Deleted and made anew where a change in place is refused. */
export const replacedByFlux = { 'kustomize.toolkit.fluxcd.io/force': 'enabled' };
