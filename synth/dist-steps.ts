import type { Step } from '../terminal/plan.ts';
import { isWritten, writeCluster } from './one-cluster.ts';
import type { Synthesized } from './synthesize.ts';

/** Writes what is checked by then into a cluster's folder, where it is not fresh. */
export function distSteps(
  dist: string,
  output: Synthesized,
  checked: () => Synthesized = () => output,
): Step[] {
  const { name } = output.config;
  if (isWritten(dist, output)) return [];
  return [
    {
      what: `Write ${dist}/${name} again: it is not up to date with clusters/${name}.yaml`,
      commands: [`npm run synth -- --cluster ${name}`],
      run: async () => writeCluster(dist, checked()),
    },
  ];
}
