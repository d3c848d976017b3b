import type { Aws } from '../../aws/clients.ts';
import type { Plan } from '../../terminal/plan.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { minorNumber } from '../../tables/kubernetes.ts';
import { addonSteps } from './addons.ts';
import { controlPlaneSteps } from './control-plane.ts';
import { fluxOrder } from './flux-order.ts';
import { manifestSteps } from './manifests.ts';
import { nodeNotes, nodeSteps } from './nodes.ts';
import type { Readiness } from './readiness.ts';
import type { Running } from './running.ts';

/** What brings a cluster to its file's minor, from wherever an earlier run has come. */
export async function upgradePlan(
  aws: Aws,
  output: Synthesized,
  running: Running,
  { notes }: Readiness,
): Promise<Plan> {
  const { config } = output;
  const { name, region, kubernetes: target } = config;
  const steps = [
    ...controlPlaneSteps(aws, config, running),
    ...running.nodeGroups.flatMap((group) => nodeSteps(aws, config, group)),
    ...(await addonSteps(aws, output, running)),
    ...manifestSteps(aws, output, running),
  ];
  const { controlPlane, nodeGroups, autoscaler } = running;
  return {
    title: `Bring ${name} in ${region} to Kubernetes ${target}`,
    steps,
    notes: [
      `It runs: control plane ${controlPlane.version}, nodes ${nodeGroups.map((group) => `${group.name} ${group.version}`).join(', ') || 'none'}, autoscaler ${autoscaler ?? 'unknown'}`,
      ...(steps.length === 0 ? [`All of ${name} is at Kubernetes ${target}.`] : []),
      ...(autoscaler && minorNumber(autoscaler) > minorNumber(controlPlane.version)
        ? [
            `The autoscaler ${autoscaler} is newer than its control plane: it may wait for ever and say that it is healthy.`,
          ]
        : []),
      ...(steps.some(({ what }) => what.includes('nodes')) ? nodeNotes(config) : []),
      ...notes,
      ...(steps.length > 0 ? fluxOrder(config) : []),
    ],
  };
}
