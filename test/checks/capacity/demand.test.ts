import { describe, expect, test } from '@jest/globals';
import { demandOf } from '../../../checks/capacity/demand.ts';
import { systemDemand, uncountedAddons } from '../../../checks/capacity/system-pods.ts';
import { clusterOf, clusterWith, workload } from './subjects.ts';

const names = (pods: readonly { name: string }[]) => pods.map(({ name }) => name);

describe('demandOf', () => {
  test('counts every replica of every kind, and DaemonSets by node', () => {
    const { pods, perNode } = demandOf(
      clusterWith([
        workload('web', '100m', '64Mi', { replicas: 3 }),
        workload('db', '200m', '128Mi', { kind: 'StatefulSet' }),
        workload('bare', '10m', '16Mi', { kind: 'Pod' }),
        workload('agent', '5m', '8Mi', { kind: 'DaemonSet' }),
        workload('gone', '1', '1Gi', { replicas: 0 }),
      ]),
    );
    expect(names(pods)).toEqual(['apps/web-1', 'apps/web-2', 'apps/web-3', 'apps/db', 'apps/bare']);
    expect(pods.find(({ name }) => name === 'apps/bare')?.owner).toBe('none');
    expect(names(perNode)).toEqual(['apps/agent']);
  });

  test('counts volumes, of claims and of claim templates', () => {
    const db = workload('db', '1m', '1Mi', { kind: 'StatefulSet' });
    const spec = { ...(db.spec as object), volumeClaimTemplates: [{}, {}] };
    const volumes = [
      { name: 'a', persistentVolumeClaim: { claimName: 'a' } },
      { name: 'b', emptyDir: {} },
    ];
    const web = workload('web', '1m', '1Mi', { pod: { volumes } });
    expect(demandOf(clusterWith([{ ...db, spec }, web])).pods.map((pod) => pod.volumes)).toEqual([
      2, 1,
    ]);
  });

  test('leaves out what is applied in place of another file', () => {
    const subject = clusterWith([workload('web', '1m', '1Mi')]);
    const [file] = subject.files;
    const files = [file!, { ...file!, path: 'exercises/own.k8s.yaml', alternative: true }];
    expect(demandOf({ ...subject, files }).pods).toHaveLength(1);
  });

  test('the default cluster asks for what its manifests say', () => {
    const { pods } = demandOf(clusterOf());
    expect(pods).toHaveLength(17);
    const shop = pods.filter(({ namespace }) => namespace === 'sock-shop');
    expect(shop).toHaveLength(14);
    expect(shop.reduce((total, { cpu }) => total + cpu, 0)).toBe(1359);
  });
});

describe('systemDemand', () => {
  test('is what EKS runs on every cluster', () => {
    const { pods, perNode } = systemDemand(clusterOf());
    expect(names(perNode)).toEqual(['kube-system/aws-node', 'kube-system/kube-proxy']);
    expect(perNode.reduce((total, { cpu }) => total + cpu, 0)).toBe(150);
    expect(names(pods)).toEqual([
      'kube-system/coredns-1',
      'kube-system/coredns-2',
      'kube-system/metrics-server-1',
      'kube-system/metrics-server-2',
    ]);
  });

  test('grows with the addons and the load balancer controller', () => {
    const persistent = systemDemand(clusterOf({ sockShop: { storage: 'persistent' } }));
    expect(names(persistent.perNode)).toContain('kube-system/ebs-csi-node');
    expect(names(persistent.pods)).toContain('kube-system/ebs-csi-controller-2');
    const alb = systemDemand(clusterOf({ ingress: { controller: 'alb' } }));
    expect(names(alb.pods)).toContain('kube-system/aws-load-balancer-controller-1');
  });

  test('says which addons it can not count', () => {
    const addons = [{ name: 'cert-manager' }, { name: 'eks-pod-identity-agent' }];
    const subject = clusterOf({ addons });
    expect(uncountedAddons(subject)).toEqual(['cert-manager']);
    expect(names(systemDemand(subject).perNode)).toContain('kube-system/eks-pod-identity-agent');
  });

  test('metrics-server is absent where EKS has none, named or not', () => {
    const { clusterConfig, ...subject } = clusterOf({ region: 'us-gov-west-1' });
    const { addons: _, ...object } = clusterConfig!.object;
    const unnamed = { ...subject, clusterConfig: { ...clusterConfig!, object } };
    for (const one of [clusterOf({ region: 'cn-north-1' }), unnamed]) {
      expect(names(systemDemand(one).pods)).toEqual([
        'kube-system/coredns-1',
        'kube-system/coredns-2',
      ]);
    }
  });

  test('metrics-server is absent when the defaults are switched off and nobody lists it', () => {
    const { clusterConfig, ...subject } = clusterOf();
    const { addons: _, ...object } = clusterConfig!.object;
    const bare = {
      ...subject,
      clusterConfig: {
        ...clusterConfig!,
        object: { ...object, addonsConfig: { disableDefaultAddons: true } },
      },
    };
    expect(names(systemDemand(bare).pods)).toEqual([
      'kube-system/coredns-1',
      'kube-system/coredns-2',
    ]);
  });
});
