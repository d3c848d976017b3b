import { AUTOSCALER } from '../../../charts/cluster-autoscaler/names.ts';
import { CONCEPTS } from '../../../charts/concepts/names.ts';
import { autoscalerImage } from '../../../tables/images.ts';
import { type Container, imageName } from './container/container.ts';
import type { Line, Log } from './kubelet/kubelet.ts';
import type { LogBook } from './log-book.ts';

const ORDER_SECONDS = 5;

/** The log of a container that practice plays: what it plays, and what it did since. */
export function logOf(container: Container, book: LogBook): Log {
  const { pod, started } = container;
  const { namespace = '', name } = pod.metadata;
  const first = openingOf(container).map((text) => ({ at: started, text }));
  if (isOrderLog(container)) return () => [...first, ...orders(started, new Date())];
  // Lines that are older than the pod were another pod's of the same Deployment.
  return () => [...first, ...book.of(namespace, name).filter(({ at }) => at >= started)];
}

function openingOf(container: Container): string[] {
  const { image } = container;
  if (imageName(image) === imageName(autoscalerImage)) {
    return [
      `practice: no image runs here. Practice plays ${AUTOSCALER} by its published rules, and writes here what it decides.`,
    ];
  }
  if (isOrderLog(container)) {
    return [
      'practice: no image runs here. Practice writes the lines that the two containers of this pod would write.',
    ];
  }
  return [`practice: no image runs here. On AWS, ${image} would write its log.`];
}

// The sidecar of the concepts shows the file that its neighbour writes a line to, again and again.
function isOrderLog({ pod, name }: Container): boolean {
  return (
    pod.metadata.namespace === CONCEPTS &&
    pod.metadata.labels?.['app.kubernetes.io/name'] === 'sidecar' &&
    name === 'log-reader'
  );
}

/** `order 1` when the pod started, and another one every five seconds. */
export function orders(started: Date, now: Date): Line[] {
  const past = Math.floor((now.getTime() - started.getTime()) / (ORDER_SECONDS * 1000));
  return Array.from({ length: Math.max(0, past + 1) }, (_, index) => ({
    at: new Date(started.getTime() + index * ORDER_SECONDS * 1000),
    text: `order ${index + 1}`,
  }));
}
