import type { Subject } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { indexOf } from '../index-of.ts';
import type { Container, PodTemplate } from '../pods.ts';
import { list, text } from '../values.ts';
import { isAutoscalerImage } from './is-autoscaler-image.ts';

/** A cluster-autoscaler among the pods. */
export interface Autoscaler {
  readonly pod: PodTemplate;
  readonly container: Container;
  readonly serviceAccount: string;
  /** The minor of its image: `1.35`. */
  readonly minor: string | undefined;
  /** Its command's words and where each stands. */
  readonly words: readonly { readonly word: string; readonly path: string }[];
}

/** The cluster-autoscalers in the output. */
export function autoscalersOf(subject: Subject): Autoscaler[] {
  return indexOf(subject).pods.flatMap((pod) =>
    pod.containers.flatMap((container) => {
      if (container.init || !isAutoscalerImage(container.image)) return [];
      const { tag } = parseImage(container.image);
      return [
        {
          pod,
          container,
          serviceAccount:
            text(pod.spec.serviceAccountName) || text(pod.spec.serviceAccount) || 'default',
          minor: /^v?(\d+\.\d+)\./.exec(tag ?? '')?.[1],
          words: (['command', 'args'] as const).flatMap((part) =>
            list(container.fields[part]).flatMap((word, i) =>
              typeof word === 'string' ? [{ word, path: `${container.path}.${part}[${i}]` }] : [],
            ),
          ),
        },
      ];
    }),
  );
}
