import type { Aws } from '../../aws/clients.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { isOurs } from '../../aws/stacks/stacks.ts';
import { contextStep } from './context.ts';
import { deleteArguments, deleteCluster } from './delete-cluster.ts';
import { deleteStacksLines } from './delete-stacks.ts';
import { classicLoadBalancers } from './kinds/classic-load-balancers.ts';
import { loadBalancers, targetGroups } from './kinds/load-balancers.ts';
import { logGroups, markLogGroups } from './kinds/log-groups.ts';
import { networkInterfaces } from './kinds/network-interfaces.ts';
import { oidcProviders } from './kinds/oidc-providers.ts';
import { securityGroups } from './kinds/security-groups.ts';
import { ownStacks } from './kinds/stacks.ts';
import { volumes } from './kinds/volumes.ts';
import type { Kind } from './kind.ts';
import { type Proof, UNPROVED } from './proof.ts';
import type { Reach } from './reach.ts';
import { proved, removeAll, removeFree } from './remove-all.ts';
import type { Swept } from './sweep.ts';
import { withinSteps } from './within.ts';

/** A plan that is carried out as far as it goes. */
export interface DownPlan extends Plan {
  /** Which stacks could not be deleted, and why; known once the plan is carried out. */
  readonly stuck: () => UsageError | undefined;
}

/** What takes a cluster away with everything that it made, in the order that works. */
export async function downPlan(
  aws: Aws,
  proof: Proof,
  swept: Swept,
  { kubectl, refusal }: Reach = {},
): Promise<DownPlan> {
  const { name, region, taggedOwner: owner, account } = proof;
  const within = kubectl ? await withinSteps(kubectl, () => balancers(aws, proof)) : [];
  const context = await contextStep(name, region);
  const something = swept.found.length + swept.tagged.length > 0;
  const { steps, stuck } = outside(aws, proof, kubectl === undefined, swept);
  return {
    title: `Delete ${name} in ${region}, and everything that it made (${owner ? `owner: ${owner}, ` : ''}account: ${account})`,
    steps: [...within, ...(something ? steps : []), ...(context ? [context] : [])],
    notes: [
      ...(something
        ? [
            'What is there:',
            ...swept.found.map(({ words, billed }) => `  ${words}${billed ? ', billed' : ''}`),
            ...more(swept),
          ]
        : [`Nothing of ${name} is left in ${region}.`]),
      ...notTaken(swept, name),
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

/** What carries the cluster's name and isn't proved to be its own, with the line that takes each by hand. */
export function notTaken({ doubted }: Swept, name: string): string[] {
  if (doubted.length === 0) return [];
  return [
    '',
    `These have the name ${name} too. Nothing proves that they are this cluster's, so they are not deleted:`,
    ...doubted.flatMap(({ words, doubt, byHand }) => [
      `  not taken: ${words}${doubt === UNPROVED ? '' : ` (${doubt})`}`,
      `    to delete it by hand: ${byHand}`,
    ]),
  ];
}

function outside(
  aws: Aws,
  proof: Proof,
  force: boolean,
  swept: Swept,
): Pick<DownPlan, 'steps' | 'stuck'> {
  const { name, region, cluster, stacks } = proof;
  let stuck: UsageError | undefined;
  const remove = (what: string, ...kinds: Kind[]): Step => ({
    what,
    run: async () => {
      for (const kind of kinds) {
        if (stuck) await removeFree(aws, kind, proof, 'it stays');
        else await removeAll(aws, kind, proof);
      }
    },
  });
  const steps: Step[] = [
    {
      what: 'Delete the load balancers that are left, their target groups and security groups',
      run: async () => {
        for (const kind of [classicLoadBalancers, loadBalancers, targetGroups, securityGroups]) {
          await removeFree(aws, kind, proof);
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
            stacks.filter((stack) => !isOurs(stack, name)).map((stack) => stack.name),
          ),
      run: async () => {
        await markLogGroups(aws, proof);
        stuck = await deleteCluster(aws, proof, force);
        if (stuck) console.log(`${stuck.message}\nThe rest is still deleted.`);
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

async function balancers(aws: Aws, proof: Proof): Promise<number> {
  const lists = await Promise.all([
    proved(aws, classicLoadBalancers, proof),
    proved(aws, loadBalancers, proof),
  ]);
  return lists.flat().length;
}
