import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import type { Tags } from '../../../eksctl/tags.ts';
import { byHand, type Found, isOwned, type Kind, tagsIn } from '../kind.ts';
import { doubt, type Proof } from '../proof.ts';
import { tagsOf } from '../tags-of.ts';
import { untilFree } from '../until-free.ts';

/** Network and application load balancers of Services and Ingresses, whichever controller made them. */
export const loadBalancers: Kind = {
  what: 'load balancers',
  find: async (aws, proof) => {
    const elbv2 = await aws.elbv2();
    const all: Named[] = [];
    for await (const { LoadBalancers = [] } of elbv2.paginateDescribeLoadBalancers({})) {
      for (const one of LoadBalancers) {
        const { LoadBalancerArn: arn = '', LoadBalancerName: name = '', Type, VpcId: vpc } = one;
        all.push({ arn, words: `${Type ?? ''} load balancer ${name}`, vpc, billed: true });
      }
    }
    return marked(aws, proof, all, ['delete-load-balancer', '--load-balancer-arn']);
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
  find: async (aws, proof) => {
    const elbv2 = await aws.elbv2();
    const all: Named[] = [];
    for await (const { TargetGroups = [] } of elbv2.paginateDescribeTargetGroups({})) {
      for (const one of TargetGroups) {
        const { TargetGroupArn: arn = '', TargetGroupName: name = '', VpcId: vpc } = one;
        all.push({ arn, words: `target group ${name}`, vpc, billed: false });
      }
    }
    return marked(aws, proof, all, ['delete-target-group', '--target-group-arn']);
  },
  remove: async (aws, { id }) => {
    const elbv2 = await aws.elbv2();
    // The listeners of a load balancer that was just deleted hold it for some seconds.
    await untilFree(() => elbv2.deleteTargetGroup({ TargetGroupArn: id }));
  },
};

interface Named {
  readonly arn: string;
  readonly words: string;
  readonly vpc: string | undefined;
  readonly billed: boolean;
}

async function marked(
  aws: Aws,
  proof: Proof,
  all: readonly Named[],
  line: readonly string[],
): Promise<Found[]> {
  const elbv2 = await aws.elbv2();
  const byArn = new Map(all.map((one) => [one.arn, one]));
  const tagged = await tagsOf(
    [...byArn.keys()],
    async (ResourceArns) => (await elbv2.describeTags({ ResourceArns })).TagDescriptions ?? [],
  );
  const found: Found[] = [];
  for (const { ResourceArn: id = '', Tags } of tagged) {
    const one = byArn.get(id);
    const tags = tagsIn(Tags);
    if (!one || !isOwned(tags, proof.name)) continue;
    found.push({
      id,
      words: `${one.words}${madeFor(tags)}`,
      billed: one.billed,
      doubt: doubt(proof, { tags, vpc: one.vpc, account: id.split(':')[4] }),
      byHand: byHand(proof, 'elbv2', ...line, id),
    });
  }
  return found;
}

function madeFor(tags: Tags): string {
  const service = tags.get('kubernetes.io/service-name') ?? tags.get('service.k8s.aws/stack');
  const ingress = tags.get('ingress.k8s.aws/stack');
  return service ? ` (Service ${service})` : ingress ? ` (Ingress ${ingress})` : '';
}
