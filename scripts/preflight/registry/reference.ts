import { parseImage } from '../../../checks/containers/image-reference.ts';

/** Where an image lies. */
export interface Place {
  /** The registry as people call it: docker.io, registry.k8s.io. */
  readonly registry: string;
  /** Where its API answers. */
  readonly url: string;
  readonly repository: string;
  /** A tag, or a digest, which wins. */
  readonly reference: string;
}

export const DOCKER_HUB = 'docker.io';

/** Where a container runtime would look for an image. */
export function placeOf(image: string): Place {
  const { name, tag = 'latest', digest } = parseImage(image);
  const [first = '', ...rest] = name.split('/');
  const namesRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = namesRegistry ? first : DOCKER_HUB;
  const path = namesRegistry ? rest.join('/') : name;
  const isHub = registry === DOCKER_HUB || registry === 'index.docker.io';
  return {
    registry: isHub ? DOCKER_HUB : registry,
    url: isHub
      ? 'https://registry-1.docker.io'
      : `${isLocal(registry) ? 'http' : 'https'}://${registry}`,
    repository: isHub && !path.includes('/') ? `library/${path}` : path,
    reference: digest ?? tag,
  };
}

// Runtimes take these without TLS.
function isLocal(registry: string): boolean {
  return /^(localhost|127(\.\d+){3})(:\d+)?$/.test(registry);
}
