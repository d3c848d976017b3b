import { findInstanceType } from '../../../tables/instance-types.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import type { Check } from '../check.ts';
import type { Line } from '../line.ts';
import { dockerCredentials } from '../registry/credentials.ts';
import { type ImageFacts, readImage } from '../registry/read-image.ts';
import { placeOf } from '../registry/reference.ts';
import { Registry } from '../registry/registry.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Sight } from '../sight.ts';
import { imagesOf } from './images-of.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { judge } from './judge.ts';
import type { Looked } from './looked.ts';
import { onANode } from './on-a-node.ts';
import { pullLimits } from './pull-limits.ts';
import { signedIn } from './signed-in.ts';

const AT_ONCE = 6;

/** Every image is in its registry, in a format that the nodes take, for their architecture. */
export const images: Check = {
  group: 'images',
  check: 'images',
  what: 'images',
  asksAws: false,
  look: async ({ subject, config, once }): Promise<readonly Line[]> => {
    const { architecture } = findInstanceType(config.nodes.instanceType) ?? {};
    const platform = `linux/${architecture === 'arm64' ? 'arm64' : 'amd64'}`;
    const all = await once('registries', async () => new Registries());
    const looked = await inParallel(withOriginals({ subject, config }), AT_ONCE, async (used) => {
      const place = placeOf(used.image);
      const found = await once(`${platform} ${used.image}`, () =>
        read(() => readImage(all.at(place), place, platform)),
      );
      return { ...used, place, found };
    });
    const registries = all.of(looked);
    return [
      ...looked.map((one) => judge(one, platform)),
      onANode(looked, config.nodes.volumeSize),
      ...signedIn(registries),
      ...pullLimits(looked, registries, config),
    ];
  },
};

async function read(ask: () => Promise<ImageFacts>): Promise<ImageFacts | RegistryError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

// The same objects without a mirror tell where each image comes from.
function withOriginals({
  subject,
  config,
}: Pick<Sight, 'subject' | 'config'>): Omit<Looked, 'place' | 'found'>[] {
  const used = imagesOf(subject);
  if (!config.images.registry) return used.map((one) => ({ ...one, original: one.image }));
  const originals = imagesOf(synthesize({ ...config, images: { registry: null } }));
  return used.map((one) => {
    const original = originals.find(({ image }) =>
      placeOf(one.image).repository.endsWith(bare(image)),
    );
    return { ...one, original: original?.image ?? one.image };
  });
}

// An image's repository, as a mirror has it below its own prefix.
function bare(image: string): string {
  const { registry, repository } = placeOf(image);
  return registry === 'docker.io' ? repository.replace(/^library\//, '') : repository;
}

class Registries {
  private readonly known = new Map<string, Registry>();
  private readonly credentials = dockerCredentials();

  at({ registry, url }: Looked['place']): Registry {
    const found = this.known.get(registry) ?? new Registry(registry, url, this.credentials);
    this.known.set(registry, found);
    return found;
  }

  of(looked: readonly Looked[]): Registry[] {
    return [...new Set(looked.map(({ place }) => this.at(place)))].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }
}
