import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { isUsable } from '../../aws/find-cluster.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { isOurs, type Stack } from '../../aws/stacks/stacks.ts';
import { contextStep } from './context.ts';
import { deleteArguments, deleteCluster } from './delete-cluster.ts';
import { deleteStacksLines } from './delete-stacks.ts';
import { eksctlStacksOf } from './eksctl-stacks.ts';
import { classicLoadBalancers } from './kinds/classic-load-balancers.ts';
import { loadBalancers, targetGroups } from './kinds/load-balancers.ts';
import { logGroups } from './kinds/log-groups.ts';
import { networkInterfaces } from './kinds/network-interfaces.ts';
import { oidcProviders } from './kinds/oidc-providers.ts';
import { securityGroups } from './kinds/security-groups.ts';
import { ownStacks } from './kinds/stacks.ts';
import { volumes } from './kinds/volumes.ts';
import type { Kind } from './kind.ts';
import { ownerOf } from './owner.ts';
import { removeAll, removeFree } from './remove-all.ts';
import type { Swept } from './sweep.ts';
import { withinSteps } from './within.ts';

/** A cluster that is about to go. */
export interface Doomed {
  readonly name: string;
  readonly region: string;
  /** As EKS describes it; undefined where there is only what it left. */
  readonly cluster?: Cluster;
  readonly kubectl?: Kubectl;
  /** Whose it should be, where somebody said so: its cluster file, or whoever calls. */
  readonly owner?: string | undefined;
}

/** A plan that is carried out as far as it goes. */
export interface DownPlan extends Plan {
  /** Which stacks could not be deleted, and why; known once the plan is carried out. */
  readonly stuck: () => UsageError | undefined;
}

/** What takes a cluster away with everything that it made, in the order that works. */
export async function downPlan(aws: Aws, doomed: Doomed, swept: Swept): Promise<DownPlan> {
  const { name, region, cluster, kubectl } = doomed;
  const stacks = await eksctlStacksOf(aws, name);
  const owner = ownerOf(doomed, stacks);
  refuseProtected(doomed);
  const refusal = cluster ? await refusalOf(doomed) : undefined;
  const reachable = cluster !== undefined && refusal === undefined;
  const within = reachable && kubectl ? await withinSteps(kubectl, () => balancers(aws, name)) : [];
  const context = await contextStep(name, region);
  const something = swept.found.length + swept.tagged.length > 0;
  const { steps, stuck } = outside(aws, doomed, !reachable, stacks, swept);
  return {
    title: `Delete ${name} in ${region}, and everything that it made${owner ? ` (owner: ${owner})` : ''}`,
    steps: [...within, ...(something ? steps : []), ...(context ? [context] : [])],
    notes: [
      ...(something
        ? [
            'What is there:',
            ...swept.found.map(({ words, billed }) => `  ${words}${billed ? ', billed' : ''}`),
            ...more(swept),
          ]
        : [`Nothing of ${name} is left in ${region}.`]),
      ...(refusal
        ? [
            '',
            `The Kubernetes API can't be used from here (${refusal}): load balancers are deleted on AWS instead.`,
          ]
        : []),
    ],
    stuck,
  };
}

function outside(
  aws: Aws,
  { name, region, cluster }: Doomed,
  force: boolean,
  stacks: readonly Stack[],
  swept: Swept,
): Pick<DownPlan, 'steps' | 'stuck'> {
  let stuck: UsageError | undefined;
  const remove = (what: string, ...kinds: Kind[]): Step => ({
    what,
    run: async () => {
      for (const kind of kinds) {
        if (stuck) await removeFree(aws, kind, name, 'it stays');
        else await removeAll(aws, kind, name);
      }
    },
  });
  const steps: Step[] = [
    {
      what: 'Delete the load balancers that are left, their target groups and security groups',
      run: async () => {
        for (const kind of [classicLoadBalancers, loadBalancers, targetGroups, securityGroups]) {
          await removeFree(aws, kind, name);
        }
      },
    },
    {
      what: 'Delete the cluster, its nodes, roles and network',
      commands: cluster
        ? [commandLine('eksctl', deleteArguments(name, region, force))]
        : deleteStacksLines(
            name,
            region,
            stacks.map((stack) => stack.name),
          ),
      run: async () => {
        stuck = await deleteCluster(aws, name, region, force);
        if (stuck) console.log(`${stuck.message}\nThe rest is deleted all the same.`);
      },
    },
    remove(
      `Delete ${volumes.what}, and what nodes left behind`,
      networkInterfaces,
      targetGroups,
      securityGroups,
      volumes,
      oidcProviders,
    ),
    remove(`Delete the ${ownStacks.what}`, ownStacks),
    remove(`Delete the ${logGroups.what}`, logGroups),
  ].filter(({ what }) => !what.endsWith(ownStacks.what) || hasOwnStacks(swept, name));
  return { steps, stuck: () => stuck };
}

// Most of these go with eksctl's stacks; once those are gone, each is worth a line.
function more({ found, tagged }: Swept): string[] {
  if (found.length === 0) return tagged.map(({ words }) => `  ${words}`);
  return tagged.length > 0
    ? [`  and ${tagged.length} subnets, gateways and the like, by their tags`]
    : [];
}

function hasOwnStacks({ found }: Swept, cluster: string): boolean {
  return found.some(({ id }) => isOurs({ name: id }, cluster));
}

async function balancers(aws: Aws, name: string): Promise<number> {
  const lists = await Promise.all([
    classicLoadBalancers.find(aws, name),
    loadBalancers.find(aws, name),
  ]);
  return lists.flat().length;
}

async function refusalOf({ cluster, kubectl }: Doomed): Promise<string | undefined> {
  if (!cluster || !isUsable(cluster)) return `the cluster is ${cluster?.status}`;
  try {
    return await kubectl?.refusal();
  } catch (error) {
    // Without kubectl it goes the longer way.
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function refuseProtected({ name, region, cluster }: Doomed): void {
  if (!cluster?.deletionProtection) return;
  throw new UsageError(
    `${name} is protected against deletion`,
    `take that away first: aws eks update-cluster-config --region ${region} --name ${name} --no-deletion-protection`,
  );
}
