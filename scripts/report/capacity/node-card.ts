import type { Allocatable } from '../../../checks/capacity/allocatable.ts';
import type { ShownNode } from '../../../checks/capacity/at-rest.ts';
import type { PodDemand } from '../../../checks/capacity/demand.ts';
import { cpusInWords, memoryInWords } from '../../../checks/capacity/quantities.ts';
import { short } from '../graph/text-size.ts';
import { type Html, markup } from '../html/html.ts';
import { podGroupOf, podGroups } from './pod-group.ts';

const LENGTH = 1000;

/** What a bar is long for. */
interface Scale {
  readonly each: Allocatable;
  /** The share below which the autoscaler doesn't need a node. */
  readonly mark: number | undefined;
}

/** One node: how full it is, what is on it, and whether the autoscaler would remove it. */
export function nodeCard(node: ShownNode, number: number, { each, mark }: Scale): Html {
  const held = inGroups(node.holds);
  const cpu = bar(
    held,
    mark,
    ({ cpu }) => cpu / each.cpu,
    (pod) => cpusInWords(pod.cpu),
  );
  const memory = bar(
    held,
    mark,
    ({ memory }) => memory / (each.memory || 1),
    (pod) => memoryInWords(pod.memory),
  );
  return markup`<li class="node${!node.kept && ' goes'}">
<h4>Node ${number} <span class="quiet">${node.pods} pods</span></h4>
<dl class="bars">
<div><dt>CPU</dt><dd><b>${percent(node.cpu)}</b>${cpu}</dd></div>
<div><dt>Memory</dt><dd><b>${percent(node.memory)}</b>${memory}</dd></div>
</dl>
${mark !== undefined && markup`<svg class="scale" aria-hidden="true"><text x="${percent(mark)}" y="0.8em">${percent(mark)}</text></svg>`}
<ul class="pods">${held.map(podName)}</ul>
<p class="fate">${node.kept ? markup`<b>Stays</b>: ${node.kept}` : markup`<b>Not needed</b>: the autoscaler removes it`}</p>
</li>
`;
}

/** A share as the commands write it. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A pod's name without its namespace. */
function shortName({ name }: PodDemand): string {
  return name.slice(name.indexOf('/') + 1);
}

// The bar is a picture of the number beside it and of the list below.
function bar(
  pods: readonly PodDemand[],
  mark: number | undefined,
  shareOf: (pod: PodDemand) => number,
  amountOf: (pod: PodDemand) => string,
): Html {
  let start = 0;
  const pieces = pods.flatMap((pod): Html[] => {
    const length = shareOf(pod) * LENGTH;
    const from = start;
    start += length;
    if (length === 0) return [];
    return [
      markup`<rect class="${podGroupOf(pod.namespace).tone}" x="${short(from)}" width="${short(length)}" height="10"><title>${shortName(pod)}: ${amountOf(pod)}</title></rect>`,
    ];
  });
  return markup`<svg class="bar" viewBox="0 0 ${LENGTH} 10" preserveAspectRatio="none" aria-hidden="true">${pieces}${mark !== undefined && markup`<path class="mark" d="M${short(mark * LENGTH)} 0v10"/>`}</svg>`;
}

function podName(pod: PodDemand): Html {
  return markup`<li class="${podGroupOf(pod.namespace).tone}">${shortName(pod)}</li>`;
}

function inGroups(pods: readonly PodDemand[]): PodDemand[] {
  return podGroups.flatMap((group) => pods.filter((pod) => podGroupOf(pod.namespace) === group));
}
