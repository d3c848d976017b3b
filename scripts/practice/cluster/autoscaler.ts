import type { Aws } from '../../../aws/clients.ts';
import { isMissing } from '../../../aws/aws-error.ts';
import { allocatableOf } from '../../../checks/capacity/allocatable.ts';
import type { Autoscaler as Rules } from '../../../checks/capacity/autoscaler.ts';
import { at, text } from '../../../checks/values.ts';
import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { ROLE_ANNOTATION } from '../../../eksctl/service-account.ts';
import { knownKubernetes } from '../../../tables/kubernetes.ts';
import { readBudgets } from '../../rehearse/budgets.ts';
import { type LiveNode, type LivePod, readAll } from '../../shared/live-objects.ts';
import { liveAutoscalers } from '../../rehearse/live-autoscalers.ts';
import { demandOfPod } from '../../rehearse/live-demand.ts';
import { nodeUses } from '../../rehearse/node-use.ts';
import { type ScaleDown, scaleDowns } from '../../rehearse/scale-down.ts';
import { drainNode } from '../../shared/drain-node.ts';
import { milliseconds } from '../../shared/duration.ts';
import { discoveredGroups, type Group } from './discovered-groups.ts';
import { nodesToAdd } from './nodes-to-add.ts';
import { playedMinor } from './played-version.ts';

/** So many times sooner than it would on AWS a node goes: ten minutes become 30 seconds. */
const SOONER = 20;

const LONGEST_DRAIN_SECONDS = 30;

/** What the played autoscaler finds around it. */
export interface Stage {
  readonly plane: ControlPlane;
  readonly aws: Aws;
  /** 1.36 */
  readonly version: () => string;
  readonly log: (line: string) => void;
}

/**
 * Plays the cluster-autoscaler by its published rules, as long as its Deployment runs: it asks AWS for more nodes where
 * pods find no place, and takes away one that nobody needs, sooner than on AWS.
 */
export class Autoscaler {
  private readonly unneeded = new Map<string, number>();
  private said = '';

  constructor(private readonly stage: Stage) {}

  /** Looks once. */
  async look(): Promise<void> {
    const { plane, aws } = this.stage;
    const found = (await liveAutoscalers(plane.api, this.minor)).find(({ isReady }) => isReady);
    if (!found) return this.unneeded.clear();
    const trouble = await this.withoutRole(found.serviceAccount);
    if (trouble) return this.say(trouble);
    for (const group of await discoveredGroups(aws, found.words)) {
      await this.lookAt(group, found.rules);
    }
  }

  private get minor() {
    return knownKubernetes(this.stage.version()) ?? playedMinor;
  }

  // Without a role of its own it may do nothing on AWS: pods don't get the nodes' role.
  private async withoutRole(account: string): Promise<string | undefined> {
    const { plane, aws } = this.stage;
    const { body } = await plane.api(
      'GET',
      `/api/v1/namespaces/kube-system/serviceaccounts/${account}`,
    );
    const arn = text(at(body, 'metadata', 'annotations', ROLE_ANNOTATION));
    if (!arn) return `Failed to get nodes from AWS: the ServiceAccount ${account} has no role`;
    const iam = await aws.iam();
    try {
      await iam.getRole({ RoleName: arn.slice(arn.lastIndexOf('/') + 1) });
      return undefined;
    } catch (error) {
      if (isMissing(error)) return `Failed to get nodes from AWS: there is no role ${arn}`;
      throw error;
    }
  }

  private async lookAt(group: Group, autoscaler: Rules): Promise<void> {
    const { api } = this.stage.plane;
    const each = allocatableOf(group.instanceType);
    if (!each) return;
    const own = new Set(group.instances);
    const [nodes, pods] = await Promise.all([
      readAll<LiveNode>(api, '/api/v1/nodes'),
      readAll<LivePod>(api, '/api/v1/pods'),
    ]);
    const members = nodes.filter((node) => own.has(instanceOf(node)));
    // Machines are under way, in or out: what is there now decides nothing.
    if (members.length !== group.desired) return;
    const uses = nodeUses(members, pods);
    const unschedulable = pods.filter(isUnschedulable).map(demandOfPod);
    const more = nodesToAdd(unschedulable, uses, each, group.max - group.desired);
    if (more > 0) return this.grow(group, more);
    const judged = scaleDowns(uses, {
      autoscaler,
      budgets: await readBudgets(api),
      minor: this.minor,
      min: group.min,
      each,
    });
    await this.shrink(group, members, judged, milliseconds('', autoscaler.unneededTime) / SOONER);
  }

  private async grow({ name, desired }: Group, more: number): Promise<void> {
    this.say(`Scale-up: setting group ${name} size to ${desired + more}`);
    const autoscaling = await this.stage.aws.autoscaling();
    await autoscaling.setDesiredCapacity({
      AutoScalingGroupName: name,
      DesiredCapacity: desired + more,
    });
    this.unneeded.clear();
  }

  private async shrink(
    group: Group,
    members: readonly LiveNode[],
    judged: readonly ScaleDown[],
    longest: number,
  ): Promise<void> {
    const now = Date.now();
    const free = judged.filter(({ blockers }) => blockers.length === 0).map(({ node }) => node);
    for (const node of this.unneeded.keys()) if (!free.includes(node)) this.unneeded.delete(node);
    for (const node of free) if (!this.unneeded.has(node)) this.unneeded.set(node, now);
    if (members.length <= group.min) {
      const [first] = judged;
      if (first) this.say(`Skipping ${first.node} - node group min size reached`);
      return;
    }
    for (const node of free) {
      const since = now - (this.unneeded.get(node) ?? now);
      if (since < longest) {
        this.say(
          `${node} was unneeded for ${Math.round(since / 1000)}s (practice removes it after ${longest / 1000}s, AWS after ${(longest * SOONER) / 60_000} minutes)`,
        );
        continue;
      }
      const member = members.find(({ metadata }) => metadata.name === node);
      return this.remove(node, instanceOf(member));
    }
  }

  private async remove(node: string, instance: string): Promise<void> {
    this.say(`Scale-down: removing node ${node}`);
    this.unneeded.clear();
    const { code, stderr } = await drainNode(this.stage.plane, node, LONGEST_DRAIN_SECONDS);
    if (code !== 0) return this.say(`Failed to drain ${node}: ${stderr.trim().split('\n').at(-1)}`);
    const autoscaling = await this.stage.aws.autoscaling();
    await autoscaling.terminateInstanceInAutoScalingGroup({
      InstanceId: instance,
      ShouldDecrementDesiredCapacity: true,
    });
  }

  private say(line: string): void {
    if (line !== this.said) this.stage.log(line);
    this.said = line;
  }
}

/** i-0123, of aws:///us-west-2a/i-0123. */
function instanceOf(node: LiveNode | undefined): string {
  return node?.spec.providerID?.split('/').at(-1) ?? '';
}

function isUnschedulable({ status: { conditions = [] } }: LivePod): boolean {
  return conditions.some(
    ({ type, status, reason }) =>
      type === 'PodScheduled' && status === 'False' && reason === 'Unschedulable',
  );
}
