import { AwsError } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { waitFor } from '../../aws/wait.ts';
import { loadCluster } from '../../config/load.ts';
import { CLUSTERS } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { launchTemplatePlan } from '../launch-template/plan.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { minorNumber } from '../../tables/kubernetes.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Part, Running } from './running.ts';

const LONGEST_MS = 90 * 60_000;

/** What brings the nodes to the file's minor version; nothing where they are there. */
export function nodeSteps(
  aws: Aws,
  config: ClusterConfig,
  { nodeGroups, kubelets }: Running,
): Step[] {
  const ownImage = config.nodes.launchTemplate.ami === 'ssm';
  return nodeGroups
    .filter(({ version, status }) => {
      // Of nodes whose template says their image, EKS is not known to tell the version that they have by then.
      const versions = ownImage && kubelets.length > 0 ? kubelets : [version];
      return status !== 'ACTIVE' || versions.some((one) => one !== config.kubernetes);
    })
    .map((group) => (ownImage ? byImage(aws, config, group) : byMinor(aws, config, group)));
}

// EKS itself and not eksctl, which takes no nodes back once it has brought them forward: its stack remembers them.
function byMinor(aws: Aws, { name, region, kubernetes: target }: ClusterConfig, group: Part): Step {
  const args = [
    'eks',
    'update-nodegroup-version',
    '--region',
    region,
    '--cluster-name',
    name,
    '--nodegroup-name',
    group.name,
    '--kubernetes-version',
    target,
  ];
  return {
    what: `The nodes of ${group.name} from ${group.version} to ${target}, one after another`,
    commands: [commandLine('aws', args)],
    run: async () => {
      if ((await untilGroupActive(aws, name, group.name)) !== target) {
        await updateGroup(aws, {
          name,
          group,
          target,
          forced: commandLine('aws', [...args, '--force']),
        });
      }
    },
  };
}

interface GroupUpdate {
  readonly name: string;
  readonly group: Part;
  readonly target: string;
  /** The call that lets no budget hold it. */
  readonly forced: string;
}

async function updateGroup(aws: Aws, update: GroupUpdate): Promise<void> {
  const { name, group, target, forced } = update;
  const eks = await aws.eks();
  const asked = { clusterName: name, nodegroupName: group.name, version: target };
  const begun = await eks.updateNodegroupVersion(asked).catch((error: unknown) => {
    throw isBack(group, target) && error instanceof AwsError ? notBack(error, update) : error;
  });
  const updateId = begun.update?.id ?? '';
  const { errors = [] } = await waitFor({
    what: `the nodes of ${group.name}`,
    ask: async () =>
      (await eks.describeUpdate({ name, nodegroupName: group.name, updateId })).update ?? {},
    isThere: ({ status }) => status !== 'InProgress',
    words: ({ status }) => `the nodes of ${group.name}: ${status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${name}`,
  });
  const now = await untilGroupActive(aws, name, group.name);
  if (now === target) return;
  const why = errors.map(({ errorCode, errorMessage }) => `: ${errorCode}: ${errorMessage}`);
  throw new UsageError(
    `the nodes of ${group.name} are still at ${now}${why.join('')}`,
    `a PodDisruptionBudget may hold a node (kubectl get pdb -A); then: ${forced}`,
  );
}

function isBack({ version }: Part, target: string): boolean {
  return minorNumber(target) < minorNumber(version);
}

// EKS's guide to going back has it; the API's own reference says that it can't.
function notBack({ message }: AwsError, { group, target }: GroupUpdate): UsageError {
  return new UsageError(
    message,
    `if EKS no longer takes nodes back to ${target}, make a new group of ${target} (aws eks create-nodegroup --kubernetes-version ${target}), delete ${group.name}, and run the same command again`,
  );
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
          `Jenkins is a bare Pod and is lost with its node; to create it again, apply dist/${name}/jenkins.`,
        ]
      : []),
    ...(sockShop.enabled && sockShop.storage === 'ephemeral'
      ? ['The shop loses its data with its pods (sockShop.storage: ephemeral).']
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
