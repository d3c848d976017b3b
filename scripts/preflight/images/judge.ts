import { failed, type Line, notChecked, passed, type Topic } from '../line.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Looked } from './looked.ts';
import { megabytes } from './megabytes.ts';

// Whoever has an image here that may be had without signing in gives it to everybody.
const openRegistries = ['docker.io', 'ghcr.io', 'public.ecr.aws', 'quay.io', 'registry.k8s.io'];

/** Says of one image whether the nodes can run it. */
export function judge(looked: Looked, platform: string): Line {
  const topic: Topic = { group: 'images', check: 'image', what: looked.image };
  const { found } = looked;
  if (found instanceof RegistryError) return unread(topic, looked, found);
  switch (found.state) {
    case 'fits':
      return passed(topic, `${platform}, ${megabytes(found.bytes)} compressed`);
    case 'other platform':
      return failed(
        topic,
        `it exists only for ${found.platforms.join(', ')}, and the nodes are ${platform}${usedBy(looked)}`,
        'choose a nodes.instanceType of that architecture, or another image in tables/images.ts',
      );
    case 'schema 1':
      return failed(
        topic,
        `its manifest has Docker's schema 1, which containerd no longer accepts since 2.1, and the nodes have a newer one${usedBy(looked)}`,
        `convert it into your own registry, and name that in images.registry: skopeo copy --format v2s2 docker://${looked.image} docker://REGISTRY/${looked.place.repository}:${looked.place.reference}`,
      );
    case 'no image':
      return failed(
        topic,
        `this is not a container image: ${found.mediaType}${usedBy(looked)}`,
        'correct its name or tag in tables/images.ts',
      );
    case 'spared':
      return notChecked(
        topic,
        'it exists; its architecture and size were not read, to save the few pulls that this address has left',
        'wait, or sign in: docker login',
      );
  }
}

function unread(topic: Topic, looked: Looked, { reason, message }: RegistryError): Line {
  const { registry } = looked.place;
  switch (reason) {
    case 'missing':
      return failed(topic, `${message}${usedBy(looked)}`, whereToGetIt(looked));
    case 'refused':
      return failed(topic, message, `sign in again: docker login ${registry}`);
    case 'not TLS':
      return failed(topic, message, `give ${registry} a certificate that everybody trusts`);
    case 'sign in':
      return openRegistries.includes(registry)
        ? failed(
            topic,
            `${message}, or has no such image: the nodes are not signed in${usedBy(looked)}`,
            whereToGetIt(looked),
          )
        : notChecked(topic, message, `sign in: ${signIn(registry)}`);
    case 'throttled':
      return notChecked(topic, message, `wait, or sign in: ${signIn(registry)}`);
    case 'broken':
    case 'late':
    case 'unreachable':
      return notChecked(topic, message, 'check the network, and look again');
  }
}

function whereToGetIt({ image, original }: Looked): string {
  return image === original
    ? 'correct its name or tag in tables/images.ts'
    : `copy it there: docker buildx imagetools create --tag ${image} ${original}`;
}

function signIn(registry: string): string {
  const region = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/.exec(registry)?.[1];
  if (registry === 'docker.io') return 'docker login';
  return region
    ? `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`
    : `docker login ${registry}`;
}

function usedBy({ by }: Looked): string {
  const [first, ...rest] = by;
  if (!first) return '';
  return `; ${first}${rest.length > 0 ? ` and ${rest.length} more` : ''} would not start`;
}
