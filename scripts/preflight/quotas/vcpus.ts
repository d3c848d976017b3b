import type { Aws } from '../../../aws/clients.ts';
import type { ClusterConfig } from '../../../config/schema.ts';
import { findInstanceType } from '../../../tables/instance-types.ts';
import { quotas } from '../../../tables/limits.ts';
import type { Check } from '../check.ts';
import { notChecked } from '../line.ts';
import { limitOf, withinLimit } from './quota.ts';

/** An instance, as far as it counts here. */
interface Running {
  readonly InstanceType?: string;
  readonly InstanceLifecycle?: string;
  readonly CpuOptions?: { readonly CoreCount?: number; readonly ThreadsPerCore?: number };
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

// EKS tags the instances of its managed node groups so.
const CLUSTER_TAG = 'eks:cluster-name';

/** The account may run so many vCPUs as the node group may grow to, besides what runs already. */
export const vcpus: Check = {
  group: 'quotas',
  check: 'vcpus',
  what: 'vCPUs for nodes.max',
  asksAws: true,
  look: async (sight) => {
    const { aws, once, config } = sight;
    const { region } = config;
    const { instanceType: type, spot } = config.nodes;
    if (!isStandard(type)) {
      return notChecked(
        vcpus,
        `${type} has a separate limit for its family`,
        `look it up: aws service-quotas list-service-quotas --service-code ec2 --region ${region}`,
      );
    }
    const quota = spot ? quotas.spot : quotas.onDemand;
    const [limit, running] = await Promise.all([
      limitOf(sight, quota),
      once(`instances in ${region}`, () => runningInstances(aws)),
    ]);
    const sharing = sight
      .together()
      .map((one) => one.config)
      .filter(({ nodes }) => isStandard(nodes.instanceType) && nodes.spot === spot);
    const names = sharing.map(({ name }) => name);
    // The clusters' own nodes are among nodes.max.
    const others = running.filter(
      (instance) =>
        isStandard(instance.InstanceType ?? '') &&
        (instance.InstanceLifecycle === 'spot') === spot &&
        !instance.Tags?.some(
          ({ Key, Value }) => Key === CLUSTER_TAG && names.includes(Value ?? ''),
        ),
    );
    const used = others.reduce((sum, instance) => sum + vcpusOf(instance), 0);
    const needed = sharing.reduce((sum, { nodes }) => sum + vcpusEach(nodes) * nodes.max, 0);
    const instead = fewer(sharing, (limit ?? 0) - used);
    return withinLimit(vcpus, quota, region, {
      limit,
      used,
      needed,
      clusters: sharing.length,
      ...instead,
    });
  },
};

// The same for all of them, where it would do.
function fewer(sharing: readonly ClusterConfig[], left: number): { readonly instead?: string } {
  const most = Math.floor(left / sharing.reduce((sum, { nodes }) => sum + vcpusEach(nodes), 0));
  if (sharing.some(({ nodes }) => most < nodes.min)) return {};
  return {
    instead: `write nodes.max: ${most}${sharing.length > 1 ? ' into each of their files' : ''}`,
  };
}

function vcpusEach({ instanceType }: ClusterConfig['nodes']): number {
  return findInstanceType(instanceType)?.vcpu ?? 0;
}

// The families that share a limit; high-memory u- types and accelerated ones have their own.
function isStandard(type: string): boolean {
  return /^(?!(dl|hpc|inf|trn|mac))[acdhimrtz][^.]*\./.test(type);
}

function vcpusOf({ InstanceType = '', CpuOptions = {} }: Running): number {
  const { CoreCount = 0, ThreadsPerCore = 1 } = CpuOptions;
  return findInstanceType(InstanceType)?.vcpu ?? CoreCount * ThreadsPerCore;
}

async function runningInstances(aws: Aws): Promise<Running[]> {
  const instances: Running[] = [];
  const pages = (await aws.ec2()).paginateDescribeInstances({
    Filters: [{ Name: 'instance-state-name', Values: ['pending', 'running'] }],
  });
  for await (const { Reservations = [] } of pages) {
    instances.push(...Reservations.flatMap(({ Instances = [] }) => Instances));
  }
  return instances;
}
