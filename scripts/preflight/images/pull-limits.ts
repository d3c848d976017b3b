import type { ClusterConfig } from '../../../config/schema.ts';
import { type Line, notChecked, passed, type Topic } from '../line.ts';
import { DOCKER_HUB } from '../registry/reference.ts';
import type { Registry } from '../registry/registry.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Looked } from './looked.ts';

/** How many pulls the registries grant, against what the nodes will ask for; a line for each that tells. */
export function pullLimits(
  all: readonly Looked[],
  registries: readonly Registry[],
  { network, nodes }: ClusterConfig,
): Line[] {
  return registries.flatMap((registry): Line[] => {
    const { name, allowance } = registry;
    const topic: Topic = { group: 'images', check: 'pull limits', what: `pull limits of ${name}` };
    const images = all.filter(({ place }) => place.registry === name);
    if (!allowance) {
      if (name !== DOCKER_HUB) return [];
      const reached = images.some(({ found }) => !(found instanceof RegistryError));
      return [
        reached && registry.signedIn
          ? passed(topic, 'it names no limit to the account that is signed in here')
          : notChecked(topic, reached ? 'it names no limit' : 'it could not be asked'),
      ];
    }
    const { remaining, limit, hours } = allowance;
    const own = `${remaining}${limit === undefined ? '' : ` of ${limit}`} pulls${hours === undefined ? '' : ` in ${hours} h`} left to this address`;
    const shared = network === 'private';
    const most = images.length * (shared ? nodes.max : 1);
    const theirs = shared
      ? `all nodes share the NAT gateway's address, and pull up to ${most}`
      : `each node has its own address, and pulls up to ${most}`;
    return [
      passed(
        topic,
        `${own}; ${theirs}`,
        limit !== undefined && most > limit
          ? `that is more than ${limit}: copy the images to your own registry, and name it in images.registry`
          : undefined,
      ),
    ];
  });
}
