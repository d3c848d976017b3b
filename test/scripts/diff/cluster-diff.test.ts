import { describe, expect, test } from '@jest/globals';
import { catalogueSecret } from '../../../charts/sock-shop/sock-shop.ts';
import { type ClusterDiff, diffCluster } from '../../../scripts/diff/cluster-diff.ts';
import { coloured, paintFor, plain } from '../../../scripts/diff/paint.ts';
import { inColour } from '../../../terminal/door.ts';
import { report } from '../../../scripts/diff/report.ts';
import { reportJson } from '../../../scripts/diff/report-json.ts';
import type { Tree } from '../../../output/tree.ts';
import { learner } from '../../support/class.ts';
import type { Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';

const diff = (before: Overrides, after: Overrides): ClusterDiff =>
  diffCluster('sock-shop', treeOf(before), treeOf(after));
const commands = ({ steps }: ClusterDiff) => steps.map(({ command }) => command);
// The folders that a command applies, in its order: the default ones alone, of however many there are.
const DEFAULT_FOLDERS = ['platform', 'apps', 'jenkins'];
const defaultFolders = (command = '') => {
  const applied = [...command.matchAll(/ -f dist\/sock-shop\/(\w+)/g)].map(([, folder]) => folder!);
  return [...new Set(applied)].filter((folder) => DEFAULT_FOLDERS.includes(folder));
};
const edited = (tree: Tree, path: string, from: string | RegExp, to: string): Tree =>
  new Map(tree).set(path, tree.get(path)!.replace(from, to));

const SHOP = 'apps/1-sock-shop.k8s.yaml';
const JENKINS = 'jenkins/1-jenkins.k8s.yaml';

describe('diffCluster', () => {
  test('finds nothing between two equal folders', () => {
    expect(diff({}, {})).toMatchObject({ what: 'same', objects: [], steps: [] });
  });

  test('applies what changed in place, file by file', () => {
    const result = diff({}, { sockShop: { frontEndReplicas: 3 } });
    expect(result.objects.find(({ id }) => id === 'Deployment sock-shop/front-end')).toMatchObject({
      what: 'changed',
      changes: [{ path: ['spec', 'replicas'], before: 1, after: 3, immutable: undefined }],
    });
    expect(commands(result)).toEqual([`kubectl apply -f dist/sock-shop/${SHOP}`]);
  });

  test('applies platform before apps, as the folders are', () => {
    const result = diff({}, { images: { registry: 'mirror.example.com' } });
    const [apply] = commands(result).filter((command) => command.startsWith('kubectl apply'));
    expect(defaultFolders(apply)).toEqual(DEFAULT_FOLDERS);
  });

  test('deletes what is gone, which kubectl apply does not', () => {
    const result = diff({}, { jenkins: { service: 'none' } });
    expect(commands(result)).toEqual(['kubectl delete service jenkins -n dev-bc-svc']);
    expect(report([result], 'HEAD', plain)).toContain(
      "- Service dev-bc-svc/jenkins  jenkins/2-jenkins-service.k8s.yaml\n    kubectl apply doesn't delete this: run kubectl delete service jenkins -n dev-bc-svc",
    );
  });

  test('says why no command makes a change', () => {
    const access = { from: ['203.0.113.10/32'], admins: ['arn:aws:iam::111122223333:role/a'] };
    const result = diff({ access }, { access: { ...access, creatorIsAdmin: false } });
    expect(result.steps).toEqual([]);
    const why = "find the creator's entry with aws eks list-access-entries";
    expect(report([result], 'HEAD', plain)).toContain(why);
    expect(reportJson([result], 'HEAD')).toContain(why);
  });

  test('deletes a namespace and not each object in it', () => {
    const result = diff({}, { jenkins: { enabled: false } });
    expect(commands(result)).toEqual(['kubectl delete namespace dev-bc-svc']);
  });

  test('knows an object by its content under another name', () => {
    const result = diff({}, { owner: 'ops' });
    const pods = result.objects.filter(({ object }) => object.kind === 'Pod');
    expect(pods.map(({ what, id, renamed }) => [what, id, renamed])).toEqual([
      ['added', 'Pod ops-bc-svc/jenkins', 'Pod dev-bc-svc/jenkins'],
      ['removed', 'Pod dev-bc-svc/jenkins', 'Pod ops-bc-svc/jenkins'],
    ]);
  });

  test('leaves an object alone that only moved to another file', () => {
    const before = treeOf();
    const [head, ...objects] = before.get(JENKINS)!.split('---\n');
    const after = new Map(before)
      .set(JENKINS, head!)
      .set('jenkins/9-pod.k8s.yaml', `${head!.split('\n')[0]}\n${objects.join('---\n')}`);
    const result = diffCluster('sock-shop', before, after);
    expect(result.objects.map(({ id }) => id)).toContain('Pod dev-bc-svc/jenkins');
    for (const object of result.objects) {
      expect(object).toMatchObject({ what: 'changed', movedFrom: JENKINS, changes: [] });
    }
    expect(result.steps).toEqual([]);
  });

  test('replaces an object whose change no API server takes', () => {
    const before = treeOf();
    const after = edited(before, JENKINS, 'cpu: 500m', 'cpu: 600m');
    const result = diffCluster('sock-shop', before, after);
    expect(commands(result)).toEqual([
      'kubectl delete pod jenkins -n dev-bc-svc',
      `kubectl apply -f dist/sock-shop/${JENKINS}`,
    ]);
    expect(report([result], 'HEAD', plain)).toContain(
      "! Pod dev-bc-svc/jenkins  jenkins/1-jenkins.k8s.yaml\n    spec.containers[jenkins].resources.requests.cpu: 500m → 600m  can't change in place",
    );
  });

  test("keeps a StatefulSet's pods while it is replaced", () => {
    const before = treeOf({ sockShop: { storage: 'persistent' } });
    const after = edited(before, SHOP, /storage: \d+Gi/, 'storage: 77Gi');
    const [first] = commands(diffCluster('sock-shop', before, after));
    expect(first).toMatch(/^kubectl delete statefulset [\w-]+ -n sock-shop --cascade=orphan$/);
  });

  test('leaves exercises to their reader', () => {
    const result = diff({}, { jenkins: { nodePort: 32111 } });
    expect(result.objects).toHaveLength(1);
    expect(result.steps).toEqual([]);
  });

  test("applies a shared cluster's learners, and a folder of one's own, after the others", () => {
    const after = treeOf({ learners: [learner('ada')] });
    const own = new Map(after).set('hello/1.k8s.yaml', after.get(SHOP)!);
    const apply = commands(diffCluster('sock-shop', undefined, own)).at(-1)!;
    expect(defaultFolders(apply)).toEqual(DEFAULT_FOLDERS);
    expect(apply).toMatch(/ -f dist\/sock-shop\/jenkins .*-f dist\/sock-shop\/hello\b/);
    expect(apply).toMatch(/ -f dist\/sock-shop\/learners$/);
    const changed = edited(own, 'platform/cluster-autoscaler.k8s.yaml', /cpu: \d+m/, 'cpu: 77m');
    expect(commands(diffCluster('sock-shop', treeOf(), changed)).at(-1)).toBe(
      `kubectl apply ${['platform/cluster-autoscaler', 'hello/1', 'learners/ada']
        .map((file) => `-f dist/sock-shop/${file}.k8s.yaml`)
        .join(' ')}`,
    );
  });

  test('counts files that differ in comments alone', () => {
    const before = treeOf();
    const after = edited(before, JENKINS, '\n', '\n# a word\n');
    expect(diffCluster('sock-shop', before, after)).toMatchObject({
      what: 'changed',
      objects: [],
      onlyText: [JENKINS],
    });
  });

  test('overlooks files that synth did not make', () => {
    const before = new Map(treeOf()).set('notes.yaml', 'kind: Pod\nmetadata: {name: x}\n');
    expect(diffCluster('sock-shop', before, treeOf()).what).toBe('same');
  });

  test('creates a cluster that is new', () => {
    const result = diffCluster('sock-shop', undefined, treeOf());
    expect(result.what).toBe('added');
    const [create, apply, ...rest] = commands(result);
    expect(create).toBe('eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml');
    expect(apply).toMatch(/^kubectl apply( -f dist\/sock-shop\/[\w-]+)+$/);
    expect(defaultFolders(apply)).toEqual(DEFAULT_FOLDERS);
    expect(rest).toEqual([]);
  });

  test('deletes a cluster that is gone', () => {
    const result = diffCluster('sock-shop', treeOf(), undefined);
    expect(result.what).toBe('removed');
    expect(commands(result)).toEqual([
      'npm run down -- --cluster sock-shop --region us-west-2 --yes',
    ]);
  });

  test('names the command for a Secret that nothing took before', () => {
    const [ephemeral, persistent] = [treeOf(), treeOf({ sockShop: { storage: 'persistent' } })];
    const edge = edited(persistent, SHOP, 'name: front-end', 'name: back-end');
    const from = (before: Tree, after: Tree) =>
      commands(diffCluster('sock-shop', before, after, [catalogueSecret]));
    expect(from(ephemeral, persistent).at(-1)).toBe(catalogueSecret.command);
    expect(from(persistent, edge)).not.toContain(catalogueSecret.command);
  });

  test('installs the AWS Load Balancer Controller before its load balancers are asked for', () => {
    const [repository, install] = commands(diff({}, { ingress: { controller: 'alb' } })).slice(-2);
    expect(repository).toBe('helm repo add eks https://aws.github.io/eks-charts');
    expect(install).toContain('helm upgrade --install aws-load-balancer-controller');
    expect(
      commands(diffCluster('sock-shop', undefined, treeOf({ ingress: { controller: 'alb' } }))),
    ).toEqual(expect.arrayContaining([repository, install]));
  });

  test('keeps its role until it and its load balancers are gone', () => {
    expect(commands(diff({ ingress: { controller: 'alb' } }, {})).slice(-3)).toEqual([
      'kubectl delete ingressclass alb',
      'helm uninstall aws-load-balancer-controller --namespace kube-system',
      'eksctl delete iamserviceaccount --cluster sock-shop --region us-west-2 --namespace kube-system --name aws-load-balancer-controller',
    ]);
  });

  test("leaves the controller of someone else's cluster to them", () => {
    const alb = { manifestsOnly: true, ingress: { controller: 'alb' } };
    expect(commands(diff({ manifestsOnly: true }, alb)).join()).not.toContain('helm');
  });
});

describe('report', () => {
  test('says so when nothing differs', () => {
    expect(report([diff({}, {})], 'main', plain)).toBe('no difference between main and now');
  });

  test('colours signs and values for a terminal only', () => {
    const diffs = [diff({}, { sockShop: { frontEndReplicas: 2 } })];
    expect(report(diffs, 'HEAD', plain)).toContain('spec.replicas: 1 → 2');
    expect(report(diffs, 'HEAD', coloured)).toContain(
      `spec.replicas: ${inColour(31, '1')} → ${inColour(32, '2')}`,
    );
    expect(paintFor({ isTTY: true }, {})).toBe(coloured);
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })).toBe(plain);
    expect(paintFor({}, {})).toBe(plain);
  });

  test('gives programs every change and command', () => {
    const json = JSON.parse(reportJson([diff({}, { nodes: { max: 6 } })], 'HEAD'));
    expect(json).toMatchObject({
      from: 'HEAD',
      clusters: [
        {
          name: 'sock-shop',
          what: 'changed',
          clusterConfig: [
            {
              path: 'managedNodeGroups[workers].maxSize',
              before: 4,
              after: 6,
              needsNewCluster: false,
            },
          ],
          steps: [{ command: expect.stringContaining('eksctl scale nodegroup') }],
        },
      ],
    });
  });
});
