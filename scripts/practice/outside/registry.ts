import { createHash } from 'node:crypto';
import { parseImage } from '../../../checks/containers/image-reference.ts';
import { images } from '../../../tables/images.ts';
import { kubernetesMinors } from '../../../tables/kubernetes.ts';
import type { Played } from './answer.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const ARCHITECTURES = ['amd64', 'arm64'];

/** What every registry answers in practice: the images of our tables are there, for both architectures; no other is. */
export function registryAnswer(path: string): Played | undefined {
  const asked = /^\/v2\/(?<repository>.+)\/manifests\/(?<reference>[^/]+)$/.exec(path)?.groups;
  if (!asked) return path.startsWith('/v2/') ? missing : undefined;
  const { repository = '', reference = '' } = asked;
  const architecture = ARCHITECTURES.find((one) => reference === digestOf(repository, one));
  if (architecture) return json(MANIFEST, manifestOf(repository));
  return isKnown(repository, reference) ? json(INDEX, indexOf(repository)) : missing;
}

const missing: Played = { status: 404, headers: {}, body: '' };

const known: readonly string[] = [
  ...Object.values(images),
  ...Object.values(kubernetesMinors).map(
    ({ autoscaler }) => `registry.k8s.io/autoscaling/cluster-autoscaler:v${autoscaler}`,
  ),
];

// A mirror has an image below a prefix of its own, and Docker Hub its own ones below `library`.
function isKnown(repository: string, reference: string): boolean {
  return known.some((image) => {
    const { name, tag, digest } = parseImage(image);
    const path = name.replace(/^[^/]+\.[^/]+\//, '');
    return [tag, digest].includes(reference) && `/${repository}`.endsWith(`/${path}`);
  });
}

function indexOf(repository: string) {
  return {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: ARCHITECTURES.map((architecture) => ({
      mediaType: MANIFEST,
      digest: digestOf(repository, architecture),
      size: 0,
      platform: { os: 'linux', architecture },
    })),
  };
}

// Without layers: nothing is known of their size, and nothing is pulled.
function manifestOf(repository: string) {
  const mediaType = 'application/vnd.oci.image.config.v1+json';
  const config = { mediaType, digest: digestOf(repository, 'config'), size: 0 };
  return { schemaVersion: 2, mediaType: MANIFEST, config, layers: [] };
}

function digestOf(repository: string, what: string): string {
  return `sha256:${createHash('sha256').update(`${repository} ${what}`).digest('hex')}`;
}

function json(type: string, body: object): Played {
  return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(body) };
}
