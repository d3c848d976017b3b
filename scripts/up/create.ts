import { AwsError } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { isUsable } from '../../aws/find-cluster.ts';
import { waitFor } from '../../aws/wait.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { isWhole } from '../../aws/stacks/stacks.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { type Made, readMade } from './made.ts';
import type { Missing } from './missing-part.ts';
import { missingParts } from './missing.ts';
import { brokenWords, isComing, refuseObstacles } from './obstacle.ts';

const LONGEST_MS = 45 * 60_000;

/** What makes the cluster, or what it lacks; nothing where all of it is there. */
export function clusterSteps(aws: Aws, synthesized: Synthesized, file: string, made: Made): Step[] {
  const { name } = synthesized.config;
  const isBeingMade = made.stacks.some(isComing) || made.cluster?.status === 'CREATING';
  if (!made.cluster && !isBeingMade) return [createStep(aws, synthesized, file)];
  const complete = (commands: readonly string[], what: string): Step => ({
    what,
    commands,
    run: () => completeCluster(aws, synthesized, file),
  });
  if (isBeingMade) {
    return [
      {
        what: `Wait until CloudFormation has made what an earlier run of eksctl began`,
        run: () => untilMade(aws, name),
      },
      complete([], 'Create what that run did not reach: addons, roles, the node group'),
    ];
  }
  const missing = missingParts(synthesized, file, made);
  if (missing.length === 0) return [];
  return [
    complete(
      missing.flatMap(({ commands }) => commands),
      `Make what ${name} lacks: ${missing.map(({ what }) => what).join('; ')}`,
    ),
  ];
}

function createStep(aws: Aws, { config }: Synthesized, file: string): Step {
  const args = ['create', 'cluster', '-f', file];
  return {
    what: 'Create the cluster and its nodes, which takes about 20 minutes',
    commands: [commandLine('eksctl', args)],
    run: async () => {
      try {
        await show('eksctl', args, { cluster: config.name });
      } catch (error) {
        if (error instanceof AwsError) throw error;
        throw await explained(aws, config.name, error);
      }
    },
  };
}

async function completeCluster(aws: Aws, synthesized: Synthesized, file: string): Promise<void> {
  const { config } = synthesized;
  await refuseObstacles(aws, config, await readMade(aws, config.name));
  // Each is looked for anew, for what comes first may have brought the next along.
  const done = new Set<Missing['part']>();
  for (;;) {
    const next = missingParts(synthesized, file, await readMade(aws, config.name)).find(
      ({ part }) => !done.has(part),
    );
    if (!next) return;
    done.add(next.part);
    console.log(`making ${next.what}`);
    try {
      await next.make(aws);
    } catch (error) {
      if (error instanceof AwsError) throw error;
      throw await explained(aws, config.name, error);
    }
  }
}

async function untilMade(aws: Aws, name: string): Promise<void> {
  await waitFor({
    what: `CloudFormation to finish with ${name}`,
    ask: () => readMade(aws, name),
    isThere: ({ stacks, cluster }) =>
      !stacks.some(isComing) && (cluster === undefined || cluster.status !== 'CREATING'),
    words: ({ stacks, cluster }) =>
      [
        ...stacks
          .filter((stack) => !isWhole(stack))
          .map((stack) => `${stack.name}: ${stack.status}`),
        cluster && !isUsable(cluster) ? `${name}: ${cluster.status}` : [],
      ]
        .flat()
        .join(', ') || 'made',
    longestMs: LONGEST_MS,
    fix: `see what it waits for: npm run status -- --cluster ${name}`,
  });
}

// eksctl's last line says that something failed; the stacks know what.
async function explained(aws: Aws, name: string, error: unknown): Promise<unknown> {
  const { stacks } = await readMade(aws, name);
  const broken = stacks.filter((stack) => !isWhole(stack));
  if (broken.length === 0) return error;
  const words: string[] = [];
  for (const stack of broken) words.push(await brokenWords(aws, stack));
  return new UsageError(
    [`eksctl could not make ${name}`, ...words].join('\n'),
    `run the same command again: it continues, or says what you must delete first`,
  );
}
