import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { drainNode } from '../shared/drain-node.ts';
import type { LiveLine } from '../shared/live-line.ts';
import type { Minimum } from './minimum.ts';
import type { ScaleDown } from './scale-down.ts';
import { settle } from './settle.ts';

const LONGEST_SECONDS = 120;

/** Drains nodes by real evictions until the fewest are left, and looks whether every pod finds a place on them. */
export async function drainToMinimum(
  plane: ControlPlane,
  min: number,
  scaleDowns: readonly ScaleDown[],
  reapply: () => Promise<unknown>,
  progress: LiveLine,
): Promise<Minimum> {
  const drained: string[] = [];
  const result = (misfits: readonly string[]): Minimum => ({
    nodes: min,
    fits: misfits.length === 0,
    how: 'drained',
    drained,
    misfits,
  });
  for (const node of easiestFirst(scaleDowns).slice(0, scaleDowns.length - min)) {
    const { code, stderr } = await progress.step(`draining ${node}`, () =>
      drainNode(plane, node, LONGEST_SECONDS),
    );
    drained.push(node);
    if (code !== 0) return result([`draining ${node} failed: ${lastLine(stderr)}`]);
  }
  // Nothing else brings back a Pod without a controller.
  await reapply();
  const { pending, refused } = await settle(plane.api, (text) => progress.show(text));
  progress.clear();
  return result([...pending, ...refused].map(({ object, reason }) => `${object}: ${reason}`));
}

function easiestFirst(scaleDowns: readonly ScaleDown[]): string[] {
  return [...scaleDowns]
    .sort((a, b) => a.blockers.length - b.blockers.length || a.used - b.used)
    .map(({ node }) => node);
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
