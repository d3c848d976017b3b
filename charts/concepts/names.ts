import { recommendedLabels } from '../common/labels.ts';
import type { OutsideCall } from '../common/network-policy.ts';

/** The namespace of everything that shows a concept; deleting it takes all of them away. */
export const CONCEPTS = 'concepts';

/** The labels of what shows a concept; by the name it is selected. */
export function labelsOf(name: string): Record<string, string> {
  return recommendedLabels({ name, partOf: CONCEPTS });
}

/** What concepts need of the Internet: the host that the ExternalName Service stands for. */
export const conceptCalls: readonly OutsideCall[] = [{ from: 'client', port: 80 }];

/** What an object is called, where it is, and its labels. */
export function metadataOf(name: string) {
  return { name, namespace: CONCEPTS, labels: labelsOf(name) };
}
