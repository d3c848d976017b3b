import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shopPage } from '../../scripts/verify/pages.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { askBalancer, type PlayedWorld, startPlayedWorld } from './support/played-world.ts';

const CONTROLLER = 'aws-load-balancer-controller';

let played: PlayedWorld;

beforeAll(async () => {
  played = await startPlayedWorld({ ingress: { controller: 'alb' } });
  await played.world.ok('apply', ...played.world.everything);
}, 400_000);

afterAll(() => played?.stop());

// Its own helm chart brings it; here its Deployment alone says that it is there.
async function installController(): Promise<void> {
  const { ok } = played.world;
  await ok('create', 'deployment', CONTROLLER, '-n', 'kube-system', `--image=eks/${CONTROLLER}`);
  await ok('rollout', 'status', `deployment/${CONTROLLER}`, '-n', 'kube-system', '--timeout=60s');
}

async function hostOf(object: string, namespace: string): Promise<string> {
  const path = 'jsonpath={.status.loadBalancer.ingress[0].hostname}';
  return played.world.ok('get', object, '-n', namespace, '-o', path);
}

async function tagsOf(host: string): Promise<Record<string, string>> {
  const elbv2 = await played.aws.elbv2();
  const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
  const arn = LoadBalancers.find(({ DNSName }) => DNSName === host)?.LoadBalancerArn ?? '';
  const { TagDescriptions } = await elbv2.describeTags({ ResourceArns: [arn] });
  const tags = TagDescriptions?.[0]?.Tags ?? [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

describe('the Ingress of the AWS Load Balancer Controller', () => {
  test('has no address until the controller is there, and then shows the shop', async () => {
    const ingress = () => hostOf('ingress/sock-shop-ingress', 'sock-shop');
    expect(await ingress()).toBe('');
    await installController();
    expect(await eventually(async () => ((await ingress()) ? [] : ['no address']), 30)).toEqual([]);
    const host = await ingress();
    expect(await tagsOf(host)).toMatchObject({
      'elbv2.k8s.aws/cluster': 'sock-shop',
      'ingress.k8s.aws/stack': 'sock-shop/sock-shop-ingress',
    });
    const problems = await eventually(async () => {
      const { answered, says } = await askBalancer(host, 80, '/', shopPage);
      return answered ? [] : [says];
    }, 30);
    expect(problems).toEqual([]);
  });

  test('answers nobody outside of its inbound ranges', async () => {
    const host = await hostOf('ingress/sock-shop-ingress', 'sock-shop');
    const annotation = 'alb.ingress.kubernetes.io/inbound-cidrs=203.0.113.10/32';
    const ingress = ['ingress/sock-shop-ingress', '-n', 'sock-shop'];
    await played.world.ok('annotate', ...ingress, annotation, '--overwrite');
    const problems = await eventually(async () => {
      const { says } = await askBalancer(host, 80, '/', shopPage);
      return says.includes('no answer within 5 s') ? [] : [says];
    }, 30);
    expect(problems).toEqual([]);
  });

  test('is deleted once its load balancer is gone', async () => {
    const host = await hostOf('ingress/sock-shop-ingress', 'sock-shop');
    await played.world.ok('delete', 'ingress', '-n', 'sock-shop', '--all', '--timeout=30s');
    const elbv2 = await played.aws.elbv2();
    const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
    expect(LoadBalancers.filter(({ DNSName }) => DNSName === host)).toEqual([]);
  });
});

test('a Service without the annotation of a network load balancer gets a classic one', async () => {
  const { ok } = played.world;
  await ok(
    'expose',
    'deployment/front-end',
    '-n',
    'sock-shop',
    '--name=plain',
    '--type=LoadBalancer',
    '--port=8090',
    '--target-port=8079',
  );
  const problems = await eventually(async () => {
    const host = await hostOf('service/plain', 'sock-shop');
    return host === '' ? ['no address'] : [];
  }, 30);
  expect(problems).toEqual([]);
  const elb = await played.aws.elb();
  const { LoadBalancerDescriptions = [] } = await elb.describeLoadBalancers({});
  expect(LoadBalancerDescriptions.map(({ DNSName }) => DNSName)).toEqual([
    await hostOf('service/plain', 'sock-shop'),
  ]);
  await ok('delete', 'service', 'plain', '-n', 'sock-shop', '--timeout=30s');
  expect((await elb.describeLoadBalancers({})).LoadBalancerDescriptions ?? []).toEqual([]);
});
