import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { minorNumber, minorOf } from '../../tables/kubernetes.ts';
import { newerAddonSteps, olderAddonSteps } from './addons.ts';
import { controlPlaneSteps } from './control-plane.ts';
import { fluxBack, fluxOrder } from './flux-order.ts';
import type { Readiness } from './insights.ts';
import { brokenSince } from './look.ts';
import { manifestSteps } from './manifests.ts';
import { nodeNotes, nodeSteps } from './nodes.ts';
import { readiness, readinessBack } from './readiness.ts';
import type { Running } from './running.ts';
import { minorBefore, wayBack } from './way-back.ts';

/** A plan for the part that is next, and what comes after it with a yes of its own. */
export interface Staged {
  readonly plan: Plan;
  readonly later: readonly string[];
  /** What speaks against it. */
  readonly blockers: readonly string[];
}

/** What a plan is made of. */
export interface Work {
  readonly aws: Aws;
  readonly output: Synthesized;
  readonly running: Running;
  /** Undefined where the Kubernetes API can't be used from here. */
  readonly kubectl?: Kubectl;
  readonly anyway: boolean;
}

/**
 * What brings a cluster forward to its file's minor version, from wherever an earlier run has come. The control plane
 * goes first and alone: it goes back easily as long as the nodes have not followed.
 */
export async function planForward(work: Work): Promise<Staged> {
  const { aws, output, running, kubectl, anyway } = work;
  const { config } = output;
  const { name, region, kubernetes: target } = config;
  const toControlPlane = controlPlaneSteps(aws, config, running, anyway);
  const parts = [
    {
      what: 'the control plane',
      steps: toControlPlane.length > 0 ? [...toControlPlane, lookStep(work)] : [],
    },
    { what: 'the nodes', steps: nodeSteps(aws, config, running) },
    { what: 'the addons', steps: await newerAddonSteps(aws, output, running) },
    { what: 'the manifests', steps: manifestSteps(aws, output, running) },
  ].filter(({ steps }) => steps.length > 0);
  const [next, ...rest] = parts;
  const later = rest.map(({ what }) => what);
  const isBefore = running.controlPlane.version !== target;
  const { blockers, notes }: Readiness = isBefore
    ? await readiness({ aws, cluster: name, target, ...(kubectl && { kubectl }) })
    : { blockers: [], notes: next ? await baking(work) : [] };
  return {
    blockers,
    later,
    plan: {
      title: `Bring ${name} in ${region} to Kubernetes ${target}${next ? `: ${next.what}` : ''}`,
      steps: next?.steps ?? [],
      notes: [
        ...runningNotes(running),
        ...(next ? [] : [`All of ${name} is at Kubernetes ${target}.`]),
        ...(later.length > 0 ? [`Then, each by the same command again: ${later.join(', ')}.`] : []),
        ...(next?.what === 'the nodes' ? nodeNotes(config) : []),
        ...notes,
        ...(next ? fluxOrder(config) : []),
      ],
    },
  };
}

/** What takes a cluster back to its file's older minor version: whatever may not be newer than its control plane first. */
export async function planBack(work: Work): Promise<Staged> {
  const { aws, output, running, anyway } = work;
  const { config } = output;
  const { name, region, kubernetes: target, flux } = config;
  const manifests = manifestSteps(aws, output, running);
  // Flux brings the autoscaler when the commit is pushed, which is not ours to do.
  const awaitsFlux = Boolean(flux.url) && isOther(running, output);
  const before = awaitsFlux
    ? manifests
    : [
        ...manifests,
        ...nodeSteps(aws, config, running),
        ...(await olderAddonSteps(aws, output, running)),
      ];
  const steps = awaitsFlux
    ? before
    : [...before, ...controlPlaneSteps(aws, config, running, anyway)];
  const asked = { aws, cluster: name, target };
  const { blockers, notes } = await readinessBack(
    asked,
    running.controlPlane.version,
    before.length > 0,
  );
  return {
    blockers,
    later: awaitsFlux ? ['the nodes, the addons and the control plane'] : [],
    plan: {
      title: `Take ${name} in ${region} back to Kubernetes ${target}`,
      steps,
      notes: [
        ...runningNotes(running),
        'Objects of kinds that only the newer version has stay stored, but are not served.',
        ...(steps.some(({ what }) => what.includes('nodes')) ? nodeNotes(config) : []),
        ...notes,
        ...(awaitsFlux ? fluxBack(config) : []),
      ],
    },
  };
}

function isOther({ autoscaler }: Running, { config: { kubernetes } }: Synthesized): boolean {
  return autoscaler !== undefined && autoscaler !== minorOf(kubernetes).autoscaler;
}

function runningNotes({ controlPlane, nodeGroups, autoscaler }: Running): string[] {
  const nodes = nodeGroups.map(({ name, version }) => `${name} ${version}`).join(', ');
  return [
    `It runs: control plane ${controlPlane.version}, nodes ${nodes || 'none'}, autoscaler ${autoscaler ?? 'unknown'}`,
    ...(autoscaler && minorNumber(autoscaler) > minorNumber(controlPlane.version)
      ? [
          `The autoscaler ${autoscaler} is newer than its control plane: it may look healthy, but do nothing.`,
        ]
      : []),
  ];
}

function lookStep(work: Work): Step {
  return {
    what: 'See what does not work with it',
    run: async () => {
      const { aws, output, kubectl } = work;
      const { name, kubernetes } = output.config;
      const broken = await brokenSince(aws, name, kubectl);
      const lines = broken.length > 0 ? broken : ['addons, nodes and pods are as they should be'];
      for (const line of [...lines, ...(await wayBackNote(aws, name, kubernetes))]) {
        console.log(line);
      }
    },
  };
}

// Between the control plane and what follows, one sees whether it holds.
async function baking({ aws, output, running, kubectl }: Work): Promise<string[]> {
  const { name } = output.config;
  return [
    ...(await brokenSince(aws, name, kubectl)),
    ...(await wayBackNote(aws, name, running.controlPlane.version)),
  ];
}

async function wayBackNote(aws: Aws, name: string, version: string): Promise<string[]> {
  const way = await wayBack(aws, { name, version });
  if (way.is !== 'open') return [];
  return [
    `EKS takes the control plane back until ${way.until}, and nodes that have followed go back before it: npm run upgrade -- --cluster ${name} --to ${minorBefore(version)}`,
  ];
}
