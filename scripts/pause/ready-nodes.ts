import type { Kubectl } from '../../aws/kubectl.ts';
import { holds } from '../../aws/object-state.ts';
import { waitFor } from '../../aws/wait.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';

const LONGEST_MS = 15 * 60_000;
const getNodes = ['get', 'nodes'];

/** How many nodes are Ready: one that has not registered yet is not an object, and nothing kubectl could wait for. */
export async function readyNodes(kubectl: Kubectl): Promise<number> {
  const { items } = await kubectl.json<{ items: unknown[] }>(getNodes);
  return items.filter((node) => holds(node, 'Ready')).length;
}

/** Waits until so many nodes are Ready. */
export function readyNodesStep(cluster: string, kubectl: Kubectl, wanted: number): Step {
  return {
    what: `Wait until ${wanted} nodes are ready`,
    commands: [commandLine('kubectl', [...getNodes, '--watch'])],
    run: async () => {
      await waitFor({
        what: `${wanted} nodes to be ready`,
        ask: () => readyNodes(kubectl),
        isThere: (ready) => ready >= wanted,
        words: (ready) => `nodes: ${ready} of ${wanted} ready`,
        longestMs: LONGEST_MS,
        fix: `see what holds them: npm run status -- --cluster ${cluster}; then run this again`,
      });
    },
  };
}
