import { autoscalerImage, images } from '../../../../tables/images.ts';
import { kubernetesMinors } from '../../../../tables/kubernetes.ts';
import { imageName, imageTag } from '../container/container.ts';

const known = new Map<string, Set<string>>();
for (const image of [
  ...Object.values(images),
  ...Object.values(kubernetesMinors).map(({ autoscaler }) => `${autoscalerImage}:v${autoscaler}`),
]) {
  const name = imageName(image);
  known.set(name, (known.get(name) ?? new Set()).add(imageTag(image)));
}

// A version, with what images of Docker Hub put after it: such a tag may well be there.
const VERSION = /^(latest|stable|lts|v?\d+(\.\d+)*)$/;
const VARIANTS = ['alpine', 'slim', 'management', 'lts', 'bookworm', 'trixie', 'jdk21', 'jdk25'];

/**
 * Why an image can't be pulled, in the words of a kubelet. Practice asks no registry: it takes a tag for missing where it
 * knows the image, but not the tag, and the tag has a form that none of the image's tags has.
 */
export function pullProblem(image: string): string | undefined {
  if (image.trim() !== image || image === '' || /[A-Z]/.test(imageName(image))) {
    return `couldn't parse image name "${image}": invalid reference format`;
  }
  const tags = known.get(imageName(image));
  const tag = imageTag(image);
  if (!tags || image.includes('@') || tags.has(tag) || isLikely(tag)) return undefined;
  return `failed to pull and unpack image "${image}": not found (practice asks no registry; it knows ${[...tags].join(', ')})`;
}

function isLikely(tag: string): boolean {
  const [version = '', ...variants] = tag.split('-');
  return VERSION.test(version) && variants.every((variant) => VARIANTS.includes(variant));
}
