import type { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import { waitFor } from '../../aws/wait.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Running } from './running.ts';

const LONGEST_MS = 90 * 60_000;

/** What brings the control plane to the file's minor version, forward or back; nothing where it is there. */
export function controlPlaneSteps(
  aws: Aws,
  { name, region, kubernetes: target }: ClusterConfig,
  { controlPlane }: Running,
  anyway: boolean,
): Step[] {
  if (controlPlane.version === target && controlPlane.status === 'ACTIVE') return [];
  // eksctl, as with all that it made: it waits, and keeps its own stack in step.
  const args = [
    'upgrade',
    'cluster',
    '--name',
    name,
    '--region',
    region,
    '--version',
    target,
    // EKS refuses by its own insights, too.
    ...(anyway ? ['--force'] : []),
    '--approve',
  ];
  return [
    {
      what: `The control plane from ${controlPlane.version} to ${target}, which takes about 10 minutes`,
      commands: [commandLine('eksctl', args)],
      run: async () => {
        await untilActive(aws, name, region);
        const { version } = await existingCluster(aws, { name, region });
        if (version !== target) await show('eksctl', args, { cluster: name });
        await untilActive(aws, name, region);
        const now = await existingCluster(aws, { name, region });
        if (now.version === target) return;
        throw new UsageError(
          `the control plane is still at ${now.version}`,
          `what eksctl says is above; npm run status -- --cluster ${name} shows its health`,
        );
      },
    },
  ];
}

async function untilActive(aws: Aws, name: string, region: string): Promise<void> {
  await waitFor({
    what: `${name} to be ACTIVE`,
    ask: async () => (await existingCluster(aws, { name, region })).status ?? '',
    isThere: (status) => status === 'ACTIVE',
    words: (status) => `control plane: ${status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${name}`,
  });
}
