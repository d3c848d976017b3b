import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { untilFree } from '../until-free.ts';
import { type Found, isOwned, type Kind, type Tag, tagOf } from '../kind.ts';
import { tagsOf } from '../tags-of.ts';

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
    // The listeners of a load balancer that was just deleted hold it for some seconds.
    await untilFree(() => elbv2.deleteTargetGroup({ TargetGroupArn: id }));
  },
};

async function owned(
  aws: Aws,
  cluster: string,
  names: ReadonlyMap<string, string>,
  billed: boolean,
): Promise<Found[]> {
  const elbv2 = await aws.elbv2();
  const tagged = await tagsOf(
    [...names.keys()],
    async (ResourceArns) => (await elbv2.describeTags({ ResourceArns })).TagDescriptions ?? [],
  );
  const found: Found[] = [];
  for (const { ResourceArn: id = '', Tags } of tagged) {
    if (!isOwned(Tags, cluster)) continue;
    found.push({ id, words: `${names.get(id) ?? id}${madeFor(Tags)}`, billed });
  }
  return found;
}

function madeFor(tags: readonly Tag[] | undefined): string {
  const service = tagOf(tags, 'kubernetes.io/service-name') ?? tagOf(tags, 'service.k8s.aws/stack');
  const ingress = tagOf(tags, 'ingress.k8s.aws/stack');
  return service ? ` (Service ${service})` : ingress ? ` (Ingress ${ingress})` : '';
}
