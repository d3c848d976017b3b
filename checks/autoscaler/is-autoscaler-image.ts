import { parseImage } from '../containers/image-reference.ts';

// Upstream publishes one image for all architectures, and one for each.
const name = /^cluster-autoscaler(-(amd64|arm64|s390x))?$/;

/** Whether an image is a cluster-autoscaler, from whatever registry. */
export function isAutoscalerImage(image: string): boolean {
  return name.test(parseImage(image).name.split('/').at(-1) ?? '');
}
