import { describe, expect, test } from '@jest/globals';
import { shownPlacement } from '../../../checks/capacity/at-rest.ts';
import { capacityReport } from '../../../checks/capacity/report.ts';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { shopCalls } from '../../../scripts/report/calls/call-graph.ts';
import { createdOf } from '../../../scripts/report/created/created.ts';
import { doorsOf } from '../../../scripts/report/created/doors.ts';
import { clusterPage } from '../../../scripts/report/report.ts';
import { imagesOf } from '../../../scripts/report/versions/versions.ts';
import { roleGrants } from '../../../scripts/report/roles/role-grants.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides, options } from '../../support/configs.ts';

const pageOf = (overrides: Overrides = {}) => clusterPage(synthesize(configOf(overrides)));

describe.each(Object.entries({ 'the defaults': {}, ...options }))('%s', (_, overrides) => {
  const subject = synthesize(configOf(overrides));
  const html = clusterPage(subject);

  test('the page names no address that a browser would load', () => {
    const loading = html.match(
      /<(?:img|iframe|object|embed|base|use)\b|\b(?:src|srcset|action)=|@import|url\((?!#)/g,
    );
    expect(loading).toBeNull();
    const links = [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, link]) => link);
    expect(links.filter((link) => link !== 'data:,' && !link?.startsWith('#'))).toEqual([]);
  });

  test('every link inside it leads somewhere, and no id is there twice', () => {
    const ids = [...html.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = [...html.matchAll(/\bhref="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('both pictures of AWS have an arrow to each door that is for somebody outside, and the words name all', () => {
    const created = createdOf(subject);
    const doors = created ? doorsOf(subject, created, exposedOf(subject)) : [];
    const boxes = html.match(/<svg class="boxes"[\s\S]*?<\/svg>/g) ?? [];
    const arrows = boxes.map((picture) => picture.match(/class="edge/g)?.length);
    const open = doors.filter(({ from }) => from !== undefined).length;
    expect(arrows).toEqual([open, open]);
    expect(doors.filter(({ box }) => !html.includes(`<li>${box.title}, for`))).toEqual([]);
  });

  test('it is small', () => {
    expect(html.length).toBeLessThan(250_000);
  });
});

test('the same cluster file gives the same page', () => {
  expect(pageOf()).toBe(pageOf());
});

test('what comes from the cluster file is escaped', () => {
  const config = configOf({ nodes: { labels: { team: 'shop' } } });
  const hostile = '"><script>alert(1)</script>';
  const html = clusterPage(synthesize({ ...config, owner: hostile }));
  expect(html).not.toContain('<script>alert');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('a group of hundreds of nodes does not swamp the page', () => {
  const html = pageOf({ nodes: { min: 2, desired: 3, max: 450 } });
  expect(html).toContain('And 438 more: CPU');
  expect(html.length).toBeLessThan(250_000);
});

test('the page says where nodes cannot hold every pod', () => {
  const subject = synthesize(configOf({ nodes: { instanceType: 't3.small', min: 1, desired: 1 } }));
  expect(clusterPage(subject)).toContain('Without a place: ');
});

describe('the calls', () => {
  test('the policies let every one of them through', () => {
    for (const overrides of Object.values(options)) {
      const calls = shopCalls(synthesize(configOf(overrides)));
      expect(calls.filter(({ verdict }) => !verdict.allowed)).toEqual([]);
    }
  });

  test('a call that is cut is said to be cut', () => {
    const subject = synthesize(configOf());
    const files = subject.files.map((file) => ({
      ...file,
      objects: file.objects.filter(
        ({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== 'payment',
      ),
    }));
    const calls = shopCalls({ ...subject, files });
    const cut = calls.filter(({ verdict }) => !verdict.allowed).map(({ from, to }) => [from, to]);
    expect(cut).toEqual([['orders', 'payment']]);
  });

  test('with a node port, they enter from the VPC and from access.from', () => {
    const subject = synthesize(
      configOf({ ingress: { controller: 'none' }, sockShop: { nodePort: 30001 } }),
    );
    const entering = shopCalls(subject).filter(({ enters }) => enters);
    expect(entering.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'the VPC > front-end',
      'access.from > front-end',
    ]);
  });

  test('there are none without a shop', () => {
    expect(shopCalls(synthesize(configOf({ sockShop: { enabled: false } })))).toEqual([]);
  });
});

describe('the roles', () => {
  const whoIn = (overrides: Overrides) =>
    roleGrants(synthesize(configOf(overrides))).map(({ who }) => who);

  test('the autoscaler has its own, with what its policy allows', () => {
    const grants = roleGrants(synthesize(configOf()));
    const [grant] = grants.filter(({ kind }) => kind === 'pods');
    expect(grant?.who).toBe('kube-system/cluster-autoscaler');
    expect(grant?.short).toBe('10 actions, 2 by tag only');
    expect(grant?.may.join()).toContain('autoscaling:SetDesiredCapacity');
  });

  test('admins come in, and the creator where it was not shut out', () => {
    expect(whoIn({})).toContain('the person who runs eksctl create cluster');
    const who = whoIn(options.admins ?? {});
    expect(who).toContain('arn:aws:iam::111122223333:role/platform');
    expect(who).not.toContain('the person who runs eksctl create cluster');
  });

  test('own roles are named', () => {
    const roles = roleGrants(synthesize(configOf(options['own roles']))).map(({ role }) => role);
    expect(roles).toContain('arn:aws:iam::111122223333:role/eks-service');
    expect(roles).toContain('arn:aws:iam::111122223333:role/eks-node');
  });

  test('the storage driver and the load balancer controller have theirs', () => {
    expect(whoIn({ sockShop: { storage: 'persistent' } })).toContain('aws-ebs-csi-driver');
    expect(whoIn({ ingress: { controller: 'alb' } })).toContain(
      'kube-system/aws-load-balancer-controller',
    );
  });

  test('without a ClusterConfig none is known', () => {
    expect(whoIn({ manifestsOnly: true })).toEqual([]);
  });
});

test('every image of the manifests is among the versions', () => {
  const subject = synthesize(configOf());
  const written = new Set(JSON.stringify(subject.files).match(/(?<="image":")[^"]+/g));
  expect(new Set(imagesOf(subject).map(({ image }) => image))).toEqual(written);
});

test('the facts at the top are those of the capacity report', () => {
  const subject = synthesize(configOf());
  const report = capacityReport(subject);
  const desired = report?.prices.find(({ called }) => called.includes('desired'));
  const html = clusterPage(subject);
  expect(html).toContain(`<b>${desired?.hour.toFixed(2)} USD</b>`);
  expect(html).toContain(`<b>${report?.demand.pods.length}</b>`);
});

test('the nodes in the pictures are those of the capacity report, with their pods', () => {
  const subject = synthesize(configOf());
  const report = capacityReport(subject);
  if (!report) throw new Error('no report');
  for (const { count, nodes } of report.rest.counts) {
    const shown = shownPlacement(subject, report.group, count);
    expect(shown.nodes).toEqual(nodes.map((node) => expect.objectContaining(node)));
    for (const { holds, pods, cpu } of shown.nodes) {
      expect(holds).toHaveLength(pods);
      const asked = holds.reduce((sum, pod) => sum + pod.cpu, 0);
      expect(asked / report.group.each.cpu).toBeCloseTo(cpu, 6);
    }
  }
});
