import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../../../checks/check.ts';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { balancedAtOnce, exposure } from '../../../checks/exposure/exposure.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { learner } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';
import { clusterOf, clusterWith } from '../capacity/subjects.ts';

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const ALB = 'alb.ingress.kubernetes.io/';
const nlb = {
  [`${AWS}type`]: 'nlb',
  [`${AWS}scheme`]: 'internet-facing',
  [`${AWS}internal`]: 'false',
};
const from = ['203.0.113.10/32'];

function service(spec: object = {}, annotations: Record<string, string> = nlb): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'apps', annotations },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }], loadBalancerSourceRanges: from, ...spec },
  };
}

function ingress(annotations: Record<string, string>): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'apps', annotations },
    spec: { ingressClassName: 'alb' },
  };
}

const ranges = (count: number) =>
  Array.from({ length: count }, (_, index) => `203.0.113.${index * 2}/32`);

/** The same cluster with another `vpc` in its ClusterConfig. */
function withVpc(subject: Subject, vpc: object): Subject {
  const { clusterConfig } = subject;
  const object = { ...clusterConfig!.object, vpc: { ...clusterConfig!.object.vpc, ...vpc } };
  return { ...subject, clusterConfig: { ...clusterConfig!, object } };
}

describe('exposure', () => {
  describe('the API endpoint', () => {
    test('without ranges is open to the whole Internet', () => {
      const [finding, ...more] = exposure(withVpc(clusterOf(), { publicAccessCIDRs: [] }));
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        check: 'exposure',
        file: 'eksctl/cluster.yaml',
        path: 'vpc.publicAccessCIDRs',
        value: 'not there',
        allowed: '203.0.113.10/32',
      });
      expect(finding!.message).toContain('0.0.0.0/0');
    });

    test('may be narrower than access.from, but no wider', () => {
      const cluster = clusterOf({ access: { from: ['203.0.113.0/24'] } });
      const at = (publicAccessCIDRs: string[]) => exposure(withVpc(cluster, { publicAccessCIDRs }));
      expect(at(['203.0.113.77/32'])).toEqual([]);
      expect(at(['203.0.113.0/25', '203.0.113.128/25'])).toEqual([]);
      expect(at(['203.0.112.0/23'])).toMatchObject([{ value: '203.0.112.0/23' }]);
      expect(at(['::/0'])).toMatchObject([{ value: '::/0' }]);
    });

    test('without public access is nobody’s business outside', () => {
      const clusterEndpoints = { publicAccess: false, privateAccess: true };
      expect(exposure(withVpc(clusterOf(), { clusterEndpoints, publicAccessCIDRs: [] }))).toEqual(
        [],
      );
    });

    test('takes 40 ranges and no more', () => {
      const none = { ingress: { controller: 'none' }, jenkins: { enabled: false } };
      expect(exposure(clusterOf({ access: { from: ranges(40) }, ...none }))).toEqual([]);
      expect(exposure(clusterOf({ access: { from: ranges(41) }, ...none }))).toMatchObject([
        { value: '41 ranges', allowed: 'at most 40', config: ['access', 'from'] },
      ]);
    });
  });

  describe('a Service of type LoadBalancer', () => {
    const check = (object: KubeObject, overrides = {}) =>
      exposure(clusterWith([object], overrides));

    test('limited to access.from is right', () => {
      expect(check(service())).toEqual([]);
      const annotations = {
        ...nlb,
        'service.beta.kubernetes.io/load-balancer-source-ranges': from[0]!,
      };
      expect(check(service({ loadBalancerSourceRanges: undefined }, annotations))).toEqual([]);
    });

    test.each([[undefined], [[]]])('with the ranges %p is open to the whole Internet', (given) => {
      expect(check(service({ loadBalancerSourceRanges: given }))).toMatchObject([
        {
          object: 'Service apps/web',
          path: 'spec.loadBalancerSourceRanges',
          value: 'not there',
          message: expect.stringContaining('whole Internet'),
        },
      ]);
    });

    test('wider than access.from is refused, unless opted in', () => {
      const wide = service({ loadBalancerSourceRanges: ['0.0.0.0/0'] });
      expect(check(wide)).toMatchObject([{ value: '0.0.0.0/0' }]);
      expect(check(wide, { access: { from, anywhere: true } })).toEqual([]);
    });

    test('inside the VPC may be open', () => {
      const internal = { ...nlb, [`${AWS}scheme`]: 'internal', [`${AWS}internal`]: 'true' };
      expect(check(service({ loadBalancerSourceRanges: undefined }, internal))).toEqual([]);
      expect(check(service({ loadBalancerSourceRanges: ['192.168.0.0/16', ...from] }))).toEqual([]);
    });

    test.each([
      [{ scheme: 'internet-facing', internal: 'true' }, 1],
      [{ scheme: 'internal', internal: 'false' }, 1],
      [{ scheme: 'internal' }, 1],
      [{}, 1],
      [{ scheme: 'internet-facing' }, 0],
      [{ internal: 'true' }, 0],
      [{ internal: 'false' }, 0],
      [{ scheme: 'internal', internal: 'true' }, 0],
    ])('with the annotations %p has %d disagreement', (given, count) => {
      const annotations = Object.fromEntries(
        Object.entries({ type: 'nlb', ...given }).map(([key, value]) => [`${AWS}${key}`, value]),
      );
      const found = check(service({}, annotations));
      expect(found).toHaveLength(count);
      for (const { path } of found) expect(path).toBe('metadata.annotations');
    });
  });

  describe("an ALB's Ingress", () => {
    const check = (annotations: Record<string, string>) =>
      exposure(clusterWith([ingress(annotations)]));

    test('facing the Internet needs ranges', () => {
      const scheme = { [`${ALB}scheme`]: 'internet-facing' };
      expect(check(scheme)).toMatchObject([
        {
          object: 'Ingress apps/web',
          value: 'not there',
          path: expect.stringContaining('inbound-cidrs'),
        },
      ]);
      expect(
        check({ ...scheme, [`${ALB}inbound-cidrs`]: '203.0.113.10/32, 0.0.0.0/0' }),
      ).toMatchObject([{ value: '0.0.0.0/0' }]);
      expect(check({ ...scheme, [`${ALB}inbound-cidrs`]: '203.0.113.10/32' })).toEqual([]);
      expect(check({ ...scheme, [`${ALB}security-groups`]: 'sg-0123' })).toEqual([]);
    });

    test('is internal by default', () => {
      expect(check({})).toEqual([]);
    });
  });

  describe('security groups take 60 rules', () => {
    const check = (count: number, overrides = {}) =>
      exposure(clusterOf({ access: { from: ranges(count) }, ...overrides }));

    test('two network load balancers share that of the nodes: 13 ranges', () => {
      expect(check(13)).toEqual([]);
      expect(check(14)).toMatchObject([
        {
          value: '14 ranges',
          allowed: 'at most 13 ranges',
          config: ['access', 'from'],
          message: expect.stringContaining("64 rules in the nodes' security group"),
        },
      ]);
    });

    test('without the exercises it is 18', () => {
      const alone = { jenkins: { enabled: false } };
      expect(check(18, alone)).toEqual([]);
      expect(check(19, alone)).toMatchObject([{ allowed: 'at most 18 ranges' }]);
    });

    test('the AWS Load Balancer Controller makes a group for each: 40, as many as EKS takes', () => {
      expect(check(40, { ingress: { controller: 'alb' } })).toEqual([]);
    });

    test('a classic load balancer has one of its own, too', () => {
      const classic = (count: number) => {
        const loadBalancerSourceRanges = ranges(count);
        const ports = [{ port: 80 }, { port: 443 }];
        const annotations = { [`${AWS}internal`]: 'false' };
        const object = service({ loadBalancerSourceRanges, ports }, annotations);
        return exposure(clusterWith([object], { access: { from: ranges(count) } }));
      };
      expect(classic(20)).toEqual([]);
      expect(classic(21)).toMatchObject([{ allowed: 'at most 20 ranges' }]);
    });
  });

  test('without a cluster file, only what is wrong in itself is said', () => {
    const { files, minor, prerequisites } = clusterWith([
      service({ loadBalancerSourceRanges: undefined }, { [`${AWS}type`]: 'nlb' }),
    ]);
    expect(exposure({ files, minor, prerequisites })).toEqual([]);
    const torn = { ...nlb, [`${AWS}internal`]: 'true' };
    const foreign = [{ path: 'x.yaml', objects: [service({}, torn)] }];
    expect(exposure({ files: foreign, minor, prerequisites })).toHaveLength(1);
  });
});

describe('exposedOf', () => {
  const rows = (overrides = {}) =>
    exposedOf(clusterOf(overrides)).map(({ what, object, from: origin, ports }) => [
      what,
      object.split('/').at(-1),
      ports.join(','),
      origin.join(','),
    ]);

  test('lists everything of the default cluster, exercises included', () => {
    const address = '203.0.113.10/32';
    const any = 'one that Kubernetes picks';
    expect(rows()).toEqual([
      ['API endpoint', 'ClusterConfig sock-shop', '443', address],
      ['LoadBalancer', 'nginx-ingress', '80,443', address],
      ['NodePort', 'nginx-ingress', `${any},${any}`, address],
      ['Ingress', 'sock-shop-ingress', '80', address],
      ['NodePort', 'jenkins', '32000', 'the VPC'],
      ['LoadBalancer', 'jenkins', '8080', address],
      ['NodePort', 'jenkins', any, address],
    ]);
  });

  test('follows each Ingress to what stands in front of it', () => {
    const through = (controller: string) =>
      exposedOf(clusterOf({ ingress: { controller } })).find(({ what }) => what === 'Ingress')?.by;
    expect(through('nginx')).toBe('Service nginx-ingress/nginx-ingress');
    expect(through('ingress-nginx')).toBe('Service ingress-nginx/ingress-nginx-controller');
    expect(through('alb')).toBe('internet-facing application load balancer');
  });

  test('private nodes have no port that is reached from outside', () => {
    const ports = rows({ network: 'private' }).filter(([what]) => what === 'NodePort');
    expect(new Set(ports.map((row) => row[3]))).toEqual(new Set(['the VPC']));
  });
});

describe('learners', () => {
  const shared = (count: number, overrides: object = {}) =>
    synthesize(
      configOf({
        learners: Array.from({ length: count }, (_, index) => learner(`l${index}`, 32_001 + index)),
        ...overrides,
      }),
    );

  test('take turns at load balancers: what counts is that one has room', () => {
    expect(exposure(shared(20))).toEqual([]);
    // The rules of 30 ranges for the shop, the instructor and one learner.
    expect(exposure(shared(2, { access: { from: ranges(30) } }))).toHaveLength(1);
  });

  test('so many at a time as the security group of the nodes has rules for', () => {
    expect(balancedAtOnce(shared(20))).toBe(12);
    // Without the shop's controller and the instructor's Jenkins.
    const alone = { jenkins: { enabled: false }, ingress: { controller: 'none' } };
    // 2 rules that are there, 1 for path MTU discovery, and 4 for each: 3 zones and one range.
    expect(balancedAtOnce(shared(20, alone))).toBe(Math.floor((60 - 3) / 4));
    expect(balancedAtOnce(shared(5))).toBe(5);
    expect(balancedAtOnce(synthesize(configOf()))).toBeUndefined();
  });

  test('with a group for each, so many as AWS makes network load balancers in a region', () => {
    expect(balancedAtOnce(shared(60, { ingress: { controller: 'alb' } }))).toBe(49);
  });
});
