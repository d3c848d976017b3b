import type { Aws } from '../../aws/clients.ts';
import { waitFor } from '../../aws/wait.ts';
import { loadCluster } from '../../config/load.ts';
import { CLUSTERS } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { launchTemplatePlan } from '../launch-template/plan.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Part } from './running.ts';

const LONGEST_MS = 90 * 60_000;

/** What brings the nodes of a group to the file's minor; nothing where they are there. */
export function nodeSteps(aws: Aws, config: ClusterConfig, group: Part): Step[] {
  if (group.version === config.kubernetes && group.status === 'ACTIVE') return [];
  return [
    config.nodes.launchTemplate.ami === 'ssm'
      ? byImage(aws, config, group)
      : byMinor(aws, config, group),
  ];
}

function byMinor(aws: Aws, { name, region, kubernetes: target }: ClusterConfig, group: Part): Step {
  const args = [
    'upgrade',
    'nodegroup',
    '--cluster',
    name,
    '--region',
    region,
    '--name',
    group.name,
    '--kubernetes-version',
    target,
  ];
  return {
    what: `The nodes of ${group.name} from ${group.version} to ${target}, one after another`,
    commands: [commandLine('eksctl', args)],
    run: async () => {
      if ((await untilGroupActive(aws, name, group.name)) === target) return;
      await show('eksctl', args);
      const now = await untilGroupActive(aws, name, group.name);
      if (now === target) return;
      throw new UsageError(
        `the nodes of ${group.name} are still at ${now}`,
        `a PodDisruptionBudget may hold a node (kubectl get pdb -A); then: ${commandLine('eksctl', [...args, '--force-upgrade'])}`,
      );
    },
  };
}

// EKS takes no minor for nodes whose template says their image: its next version has the image of the new minor.
function byImage(aws: Aws, { name, kubernetes: target }: ClusterConfig, group: Part): Step {
  return {
    what: `The nodes of ${group.name} from ${group.version} to ${target}, by a new version of their launch template`,
    commands: [`npm run launch-template -- --cluster ${name} --yes`],
    run: async () => {
      await untilGroupActive(aws, name, group.name);
      // As the file stands by now: an earlier step may have written into it.
      const { config, source } = loadCluster(CLUSTERS, name);
      const { steps } = await launchTemplatePlan({ aws, config, file: source.file });
      for (const { run } of steps) await run();
      await untilGroupActive(aws, name, group.name);
    },
  };
}

/** What goes with the nodes. */
export function nodeNotes({ name, jenkins, sockShop }: ClusterConfig): string[] {
  return [
    ...(jenkins.enabled
      ? [
          `Jenkins is a bare Pod and goes with its node; applying dist/${name}/jenkins brings it back.`,
        ]
      : []),
    ...(sockShop.enabled && sockShop.storage === 'ephemeral'
      ? ["The shop's data goes with its pods (sockShop.storage: ephemeral)."]
      : []),
  ];
}

async function untilGroupActive(aws: Aws, name: string, group: string): Promise<string> {
  const eks = await aws.eks();
  const { nodegroup } = await waitFor({
    what: `the node group ${group} to be ACTIVE`,
    ask: () => eks.describeNodegroup({ clusterName: name, nodegroupName: group }),
    isThere: (answer) => answer.nodegroup?.status !== 'UPDATING',
    words: (answer) => `node group ${group}: ${answer.nodegroup?.status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${name}`,
  });
  return nodegroup?.version ?? '';
}
