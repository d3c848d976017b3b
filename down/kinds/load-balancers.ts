import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { type Found, isOwned, type Kind, type Tag, tagOf } from '../kind.ts';

const MOST_AT_ONCE = 20;

/** Network and application load balancers of Services and Ingresses, whichever controller made them. */
export const loadBalancers: Kind = {
  what: 'load balancers',
  find: async (aws, cluster) => {
    const elbv2 = await aws.elbv2();
    const names = new Map<string, string>();
    for await (const { LoadBalancers = [] } of elbv2.paginateDescribeLoadBalancers({})) {
      for (const {
        LoadBalancerArn: arn = '',
        LoadBalancerName: name = '',
        Type,
      } of LoadBalancers) {
        names.set(arn, `${Type ?? ''} load balancer ${name}`);
      }
    }
    return owned(aws, cluster, names, true);
  },
  remove: async (aws, { id }) => {
    const elbv2 = await aws.elbv2();
    try {
      await elbv2.modifyLoadBalancerAttributes({
        LoadBalancerArn: id,
        Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }],
      });
      await elbv2.deleteLoadBalancer({ LoadBalancerArn: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

/** The target groups behind them, which outlive them. */
export const targetGroups: Kind = {
  what: 'target groups',
  find: async (aws, cluster) => {
    const elbv2 = await aws.elbv2();
    const names = new Map<string, string>();
    for await (const { TargetGroups = [] } of elbv2.paginateDescribeTargetGroups({})) {
      for (const { TargetGroupArn: arn = '', TargetGroupName: name = '' } of TargetGroups) {
        names.set(arn, `target group ${name}`);
      }
    }
    return owned(aws, cluster, names, false);
  },
  remove: async (aws, { id }) => {
    const elbv2 = await aws.elbv2();
    try {
      await elbv2.deleteTargetGroup({ TargetGroupArn: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

async function owned(
  aws: Aws,
  cluster: string,
  names: ReadonlyMap<string, string>,
  billed: boolean,
): Promise<Found[]> {
  const elbv2 = await aws.elbv2();
  const arns = [...names.keys()];
  const found: Found[] = [];
  for (let index = 0; index < arns.length; index += MOST_AT_ONCE) {
    const { TagDescriptions = [] } = await elbv2.describeTags({
      ResourceArns: arns.slice(index, index + MOST_AT_ONCE),
    });
    for (const { ResourceArn: id = '', Tags } of TagDescriptions) {
      if (!isOwned(Tags, cluster)) continue;
      found.push({ id, words: `${names.get(id) ?? id}${madeFor(Tags)}`, billed });
    }
  }
  return found;
}

function madeFor(tags: readonly Tag[] | undefined): string {
  const service = tagOf(tags, 'kubernetes.io/service-name') ?? tagOf(tags, 'service.k8s.aws/stack');
  const ingress = tagOf(tags, 'ingress.k8s.aws/stack');
  return service ? ` (Service ${service})` : ingress ? ` (Ingress ${ingress})` : '';
}
