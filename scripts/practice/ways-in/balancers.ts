import { createHash } from 'node:crypto';
import type { Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { at, text } from '../../../checks/values.ts';
import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import { type LiveObject, nameOf } from '../../shared/live-objects.ts';
import type { Ingress } from '../../shared/network/ingress.ts';
import type { Service } from '../../shared/network/read.ts';

const LONGEST_NAME = 32;

/** A load balancer as one of AWS's controllers makes it for an object. */
export interface Wanted {
  readonly name: string;
  readonly type: 'network' | 'application' | 'classic';
  readonly isInternal: boolean;
  readonly ports: readonly number[];
  /** By which `down` and `who` know whose it is. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A load balancer that is there. */
export interface Balancer {
  readonly host: string;
}

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer';

/** The load balancer of a Service: by the cloud provider that EKS runs, or by the AWS Load Balancer Controller. */
export function wantedFor(service: Service, cluster: string): Wanted {
  const { metadata, spec } = service;
  const { annotations = {} } = metadata;
  const ports = (spec.ports ?? []).map(({ port }) => port);
  if (isByController(service)) {
    return {
      ...namedByController('service', service, cluster),
      type: 'network',
      isInternal: annotations[`${PREFIX}-scheme`] !== 'internet-facing',
      ports,
    };
  }
  return {
    name: `a${uidOf(service).replaceAll('-', '')}`.slice(0, LONGEST_NAME),
    type: annotations[`${PREFIX}-type`] === 'nlb' ? 'network' : 'classic',
    isInternal: annotations[`${PREFIX}-internal`] === 'true',
    ports,
    tags: {
      [`kubernetes.io/cluster/${cluster}`]: 'owned',
      'kubernetes.io/service-name': nameOf(service),
    },
  };
}

/** The load balancer of an Ingress, by the AWS Load Balancer Controller. */
export function wantedForIngress(ingress: Ingress, cluster: string): Wanted {
  const { annotations = {} } = ingress.metadata;
  return {
    ...namedByController('ingress', ingress, cluster),
    type: 'application',
    isInternal: annotations['alb.ingress.kubernetes.io/scheme'] !== 'internet-facing',
    ports: [80],
  };
}

/** Whether the AWS Load Balancer Controller serves a Service: the cloud provider serves those without a class. */
export function isByController({ spec }: Service): boolean {
  return spec.loadBalancerClass !== undefined;
}

function namedByController(
  kind: 'service' | 'ingress',
  object: LiveObject,
  cluster: string,
): Pick<Wanted, 'name' | 'tags'> {
  const { namespace, name } = object.metadata;
  const own = nameOf(object);
  return {
    name: `k8s-${short(namespace)}-${short(name)}-${hash(`${cluster} ${own}`)}`,
    tags: {
      'elbv2.k8s.aws/cluster': cluster,
      [`${kind}.k8s.aws/resource`]: 'LoadBalancer',
      [`${kind}.k8s.aws/stack`]: own,
    },
  };
}

/** The load balancers of one cluster, in AWS as practice plays it. */
export class Balancers {
  constructor(
    private readonly aws: Aws,
    private readonly cluster: string,
  ) {}

  /** Makes one that isn't there; tells where it is. */
  async ensure(wanted: Wanted): Promise<Balancer> {
    return (await this.find(wanted)) ?? this.make(wanted);
  }

  async remove({ name, type }: Wanted): Promise<void> {
    try {
      if (type === 'classic') {
        await (await this.aws.elb()).deleteLoadBalancer({ LoadBalancerName: name });
        return;
      }
      const elbv2 = await this.aws.elbv2();
      const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({ Names: [name] });
      for (const { LoadBalancerArn } of LoadBalancers) {
        await elbv2.deleteLoadBalancer({ LoadBalancerArn });
      }
      const { TargetGroups = [] } = await elbv2.describeTargetGroups({ Names: [name] });
      for (const { TargetGroupArn } of TargetGroups)
        await elbv2.deleteTargetGroup({ TargetGroupArn });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  private async find({ name, type }: Wanted): Promise<Balancer | undefined> {
    try {
      if (type === 'classic') {
        const elb = await this.aws.elb();
        const answer = await elb.describeLoadBalancers({ LoadBalancerNames: [name] });
        return found(answer.LoadBalancerDescriptions?.[0]?.DNSName);
      }
      const elbv2 = await this.aws.elbv2();
      const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({ Names: [name] });
      return found(LoadBalancers[0]?.DNSName);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  private async make(wanted: Wanted): Promise<Balancer> {
    const { vpc, subnets } = await this.network();
    return wanted.type === 'classic'
      ? this.makeClassic(wanted, subnets)
      : this.makeWithTargets(wanted, vpc, subnets);
  }

  private async makeClassic(wanted: Wanted, subnets: string[]): Promise<Balancer> {
    const { DNSName } = await (
      await this.aws.elb()
    ).createLoadBalancer({
      LoadBalancerName: wanted.name,
      Listeners: wanted.ports.map((port) => ({
        Protocol: 'TCP',
        LoadBalancerPort: port,
        InstancePort: port,
      })),
      Subnets: subnets,
      Tags: tagsOf(wanted),
      ...(wanted.isInternal && { Scheme: 'internal' }),
    });
    return { host: DNSName ?? '' };
  }

  private async makeWithTargets(
    wanted: Wanted,
    vpc: string | undefined,
    subnets: string[],
  ): Promise<Balancer> {
    const { name, type, ports } = wanted;
    const elbv2 = await this.aws.elbv2();
    const Tags = tagsOf(wanted);
    const { LoadBalancers = [] } = await elbv2.createLoadBalancer({
      Name: name,
      Type: type === 'network' ? 'network' : 'application',
      Scheme: wanted.isInternal ? 'internal' : 'internet-facing',
      Subnets: subnets,
      Tags,
    });
    const [made] = LoadBalancers;
    const Protocol = type === 'network' ? 'TCP' : 'HTTP';
    const [Port = 80] = ports;
    const group = { Name: name, Protocol, Port, VpcId: vpc, Tags } as const;
    const { TargetGroups = [] } = await elbv2.createTargetGroup(group);
    for (const port of ports) {
      await elbv2.createListener({
        LoadBalancerArn: made?.LoadBalancerArn,
        Protocol,
        Port: port,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: TargetGroups[0]?.TargetGroupArn }],
      });
    }
    return { host: made?.DNSName ?? '' };
  }

  // The subnets that are marked for load balancers, or all of the cluster's.
  private async network(): Promise<{ vpc: string | undefined; subnets: string[] }> {
    const config = (await findCluster(this.aws, this.cluster))?.resourcesVpcConfig;
    const ec2 = await this.aws.ec2();
    const { Subnets = [] } = await ec2.describeSubnets({
      Filters: [
        { Name: 'vpc-id', Values: [config?.vpcId ?? ''] },
        { Name: 'tag-key', Values: ['kubernetes.io/role/elb'] },
      ],
    });
    const marked = Subnets.flatMap(({ SubnetId }) => SubnetId ?? []);
    return { vpc: config?.vpcId, subnets: marked.length > 0 ? marked : (config?.subnetIds ?? []) };
  }
}

function found(host: string | undefined): Balancer | undefined {
  return host ? { host } : undefined;
}

function tagsOf({ tags }: Wanted): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function uidOf({ metadata }: Service): string {
  return text(at(metadata, 'uid')) ?? metadata.name;
}

function short(name = ''): string {
  return name.replaceAll(/[^a-z0-9]/g, '').slice(0, 8);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
