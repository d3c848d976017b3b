import { withOwnCluster } from '../aws/own-cluster.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { unreached } from '../aws/apply/reach.ts';
import { loadCluster } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { checked } from '../synth/one-cluster.ts';
import type { Command, Flag } from '../terminal/arguments.ts';
import { exercises } from './reset/begins.ts';
import { leftOver } from './reset/left-over.ts';
import { refuseReset } from './reset/refuse.ts';
import { resetPlan } from './reset/reset.ts';
import { allFlag } from './shared/each-target.ts';
import { LiveLine } from './shared/live-line.ts';
import { runPlanned } from './shared/planned.ts';
import { targetFlags } from './shared/target.ts';
import { titles } from './verify/exercise.ts';
import { memoryOf } from './verify/memory.ts';

const LEFT = 1;
// It takes long even for a small cluster.
const AT_ONCE = 0;

const progress = new LiveLine();

const command = {
  name: 'reset',
  summary:
    'Brings a cluster to the state in which an exercise begins: deletes what is too much, applies what is missing. Deletes only what is proved to be from dist/. Without --yes it only shows the plan.\n' +
    `Exit code 1: something is in the way that is not from dist/.\n\n${exercises.map((number) => `${number}  ${titles[Number(number)]}`).join('\n')}`,
  flags: {
    cluster: targetFlags.cluster,
    ...allFlag,
    to: {
      type: 'string',
      value: 'N',
      allowed: exercises,
      isRequired: true,
      help: 'the exercise that is to begin, 1 to 6',
    },
    yes: { type: 'boolean', help: 'do it' },
  },
} as const satisfies Command<Record<string, Flag>>;

runPlanned(
  command,
  async (target, { flags, offer }) => {
    const exercise = Number(flags.to);
    const output = checked(loadCluster(CLUSTERS, target.name));
    refuseReset(output.config, exercise);
    return withOwnCluster(target, (_, cluster) => {
      refuseReset(output.config, exercise, cluster);
      return withKubectl(cluster, target.region, async (kubectl) => {
        const refusal = await kubectl.refusal();
        if (refusal) throw unreached(target.name, refusal);
        const uid = ['get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}'];
        const memory = memoryOf(target.name, (await kubectl.text(uid)).trim());
        const plan = await resetPlan(kubectl, output, exercise, memory);
        await offer(plan);
        if (!flags.yes) return plan.left.length > 0 ? LEFT : 0;
        const left = await progress.step('looking at what is left', () =>
          leftOver(kubectl, output, exercise),
        );
        for (const line of left) console.log(line);
        return left.length > 0 ? LEFT : 0;
      });
    });
  },
  AT_ONCE,
);
