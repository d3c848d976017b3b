import { type Line, passed } from '../line.ts';
import { DOCKER_HUB } from '../registry/reference.ts';
import type { Registry } from '../registry/registry.ts';

/** The registries that were asked with the user's own credentials, which nodes don't have; ECR knows its nodes. */
export function signedIn(registries: readonly Registry[]): Line[] {
  return registries
    .filter((one) => one.signedIn && one.name !== DOCKER_HUB && !/\.dkr\.ecr\./.test(one.name))
    .map(({ name }) =>
      passed(
        { group: 'images', check: 'credentials', what: `signed in to ${name}` },
        'asked with what docker login wrote',
        "nodes are not signed in: give the namespaces' default ServiceAccounts an imagePullSecret, or open the registry to them",
      ),
    );
}
