import { fields, text } from '../../../checks/values.ts';
import { type Layer, type Manifest, readManifest } from './manifest.ts';
import { kindOf } from './media-types.ts';
import type { Place } from './reference.ts';
import type { Registry } from './registry.ts';

/** What a registry tells of an image. */
export type ImageFacts =
  /** It is there, for the platform. */
  | { readonly state: 'fits'; readonly layers: readonly Layer[]; readonly bytes: number }
  /** It is there, for these platforms. */
  | { readonly state: 'other platform'; readonly platforms: readonly string[] }
  /** A format that containerd takes no more. */
  | { readonly state: 'schema 1' }
  /** Something else lies under that name, such as a Helm chart. */
  | { readonly state: 'no image'; readonly mediaType: string }
  /** It is there; more was not asked, as it would have used up the pulls that are left. */
  | { readonly state: 'spared' };

/** With fewer pulls left than this, none is spent on looking. */
const FEWEST_LEFT = 30;

/** Asks a registry about an image, for a platform such as linux/amd64. */
export async function readImage(
  registry: Registry,
  place: Place,
  platform: string,
): Promise<ImageFacts> {
  const { repository } = place;
  const head = await registry.head(place);
  if (kindOf(head.headers.get('content-type')) === 'schema 1') return { state: 'schema 1' };
  if ((registry.allowance?.remaining ?? Infinity) < FEWEST_LEFT) return { state: 'spared' };

  const found = await read(registry, repository, place.reference);
  if (found.document?.kind === 'schema 1') return { state: 'schema 1' };
  if (found.document?.kind !== 'list') {
    return found.document
      ? judge(registry, repository, found.document, platform)
      : { state: 'no image', mediaType: found.type };
  }
  const { images } = found.document;
  const own = images.find((image) => image.platform === platform);
  if (!own) return { state: 'other platform', platforms: platformsOf(images) };
  const { document, type } = await read(registry, repository, own.digest);
  if (document?.kind === 'schema 1') return { state: 'schema 1' };
  return document?.kind === 'manifest' ? fits(document) : { state: 'no image', mediaType: type };
}

async function read(registry: Registry, repository: string, reference: string) {
  const response = await registry.manifest(repository, reference);
  const type = response.headers.get('content-type');
  const body: unknown = await response.json().catch(() => undefined);
  return { document: readManifest(body, type), type: type ?? 'nothing' };
}

// An image for a single platform tells it in its configuration alone.
async function judge(
  registry: Registry,
  repository: string,
  manifest: Manifest,
  platform: string,
): Promise<ImageFacts> {
  const { config } = manifest;
  if (!/container\.image|image\.config/.test(config.mediaType)) {
    return { state: 'no image', mediaType: config.mediaType };
  }
  const response = await registry.blob(repository, config.digest);
  const { os, architecture } = fields(await response.json().catch(() => undefined));
  const own = `${text(os) ?? 'linux'}/${text(architecture) ?? '?'}`;
  return own === platform ? fits(manifest) : { state: 'other platform', platforms: [own] };
}

function fits({ config, layers }: Manifest): ImageFacts {
  const all = [config, ...layers];
  return { state: 'fits', layers: all, bytes: all.reduce((sum, { size }) => sum + size, 0) };
}

function platformsOf(images: readonly { readonly platform: string }[]): string[] {
  return [...new Set(images.map(({ platform }) => platform))].sort();
}
