import { createSecrets } from '../../aws/apply/apply.ts';
import { untilAllRuns } from '../../aws/apply/rollouts.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { isPersistent } from '../../config/zones.ts';
import { DIST } from '../../config/places.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import type { OutputFile } from '../../output/manifest.ts';
import { distSteps } from '../../synth/dist-steps.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { readyNodes } from '../pause/ready-nodes.ts';
import { titles } from '../verify/exercise.ts';
import type { Memory } from '../verify/memory.ts';
import { applyingOf } from './applying.ts';
import { beginningOf } from './begins.ts';
import { countStep } from './progress.ts';
import { placeOf, type Removal, removalsOf } from './removals.ts';

/** A plan, and what it leaves that keeps the exercise from its beginning: it is not ours to change. */
export interface ResetPlan extends Plan {
  readonly left: readonly string[];
}

/** What brings a cluster to the beginning of an exercise, from wherever its user is. */
export async function resetPlan(
  kubectl: Kubectl,
  output: Synthesized,
  exercise: number,
  memory: Memory,
): Promise<ResetPlan> {
  const { config, files } = output;
  const { name, region } = config;
  const { applied, absent } = beginningOf(files, exercise);
  const removals = await removalsOf(kubectl, output, absent);
  const applying = await applyingOf(kubectl, applied);
  const left = [...removals.left, ...applying.left];
  const remove = (removal: Removal): Step => ({
    what: removal.what,
    commands: [commandLine('kubectl', removal.args)],
    run: async () => {
      // What has come since the plan was made may be somebody else's.
      const here = absent.filter((object) => placeOf(object) === removal.place);
      const [now] = (await removalsOf(kubectl, output, here)).ours;
      if (now) await kubectl.show(now.args);
    },
  });
  return {
    title: `Bring ${name} in ${region} to the beginning of exercise ${exercise}, ${titles[exercise]}`,
    steps: [
      ...distSteps(DIST, output),
      ...removals.ours.map(remove),
      ...applySteps(kubectl, output, applying.files),
      countStep(memory, config.owner, exercise),
    ],
    left,
    notes: [
      ...left,
      ...dataNotes(config, removals.ours),
      ...nodeNotes(config, exercise, await readyNodes(kubectl)),
      `Exercise ${exercise} begins in docs/exercises.md#${anchorOf(exercise)}; npm run verify shows where you are.`,
    ],
  };
}

function applySteps(kubectl: Kubectl, output: Synthesized, files: readonly OutputFile[]): Step[] {
  if (files.length === 0) return [];
  const { name } = output.config;
  const needsSecret = output.prerequisites.length > 0 && files.some(isOfShop);
  return [
    ...(needsSecret
      ? [
          {
            what: "Make the databases' Secret with a random value, if it does not exist",
            run: () => createSecrets(kubectl, output),
          },
        ]
      : []),
    ...files.map(({ path }): Step => {
      const args = ['apply', '-f', `${DIST}/${name}/${path}`];
      return {
        what: `Apply ${path}`,
        commands: [commandLine('kubectl', args)],
        run: () => kubectl.show(args),
      };
    }),
    {
      what: 'Wait until all of it runs',
      run: () => untilAllRuns(kubectl, { ...output, files }),
    },
  ];
}

function isOfShop({ path }: OutputFile): boolean {
  return path.startsWith('apps/');
}

function dataNotes(config: ClusterConfig, removals: readonly Removal[]): string[] {
  if (!removals.some(({ place, args }) => place === SOCK_SHOP && args.includes('namespace')))
    return [];
  return [
    isPersistent(config)
      ? "The data of the shop's databases is deleted with its volumes."
      : 'What was ordered in the shop is deleted with it.',
  ];
}

function nodeNotes(
  { name, region, nodes }: ClusterConfig,
  exercise: number,
  ready: number,
): string[] {
  if (exercise <= 2 && ready < nodes.desired) {
    return [
      `Exercise 2 needs ${nodes.desired} nodes, and ${ready} are ready: afterwards, set the number again:`,
      `  aws eks update-nodegroup-config --region ${region} --cluster-name ${name} --nodegroup-name ${NODE_GROUP} --scaling-config desiredSize=${nodes.desired}`,
    ];
  }
  if (exercise > 2 && ready > nodes.min) {
    return [
      `${ready} nodes are ready: exercise 2 is done when the autoscaler has left ${nodes.min}, some 15 minutes after it started.`,
    ];
  }
  return [];
}

// As GitHub makes it of the page's heading.
function anchorOf(exercise: number): string {
  return `${exercise}-${(titles[exercise] ?? '').toLowerCase().replaceAll(' ', '-')}`;
}
