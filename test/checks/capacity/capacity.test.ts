import { describe, expect, test } from '@jest/globals';
import { capacity } from '../../../checks/capacity/capacity.ts';
import { clusterOf, clusterWith, workload } from './subjects.ts';

const nodes = (instanceType: string, min = 2) => ({
  nodes: { instanceType, min, desired: Math.max(3, min), max: Math.max(4, min) },
});

describe('capacity', () => {
  test('refuses t2.micro: what is needed, what there is, and the cheapest that fits', () => {
    const [finding, ...more] = capacity(clusterOf(nodes('t2.micro')));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      check: 'capacity',
      value: 't2.micro',
      config: ['nodes', 'instanceType'],
    });
    expect(finding!.message).toMatch(/^\d+ pods find no place on 2 nodes \(.*dev-bc-svc\/jenkins/);
    expect(finding!.message).toContain('memory and room for pods');
    expect(finding!.message).toContain('needed are 2759m of CPU, 5412Mi of memory and 25 pods');
    expect(finding!.message).toContain('2 × t2.micro have 1880m, 1096Mi and 8 pods');
    expect(finding!.allowed).toContain('t3.medium');
    expect(finding!.fix).toContain('nodes.instanceType: t3a.medium (0.0752 USD an hour)');
  });

  test('offers more nodes where these are cheaper', () => {
    const [finding] = capacity(clusterOf(nodes('t3.medium', 1)));
    expect(finding!.fix).toBe(
      'the cheapest change: nodes.min: 2 (0.0832 USD an hour); or nodes.instanceType: t3a.xlarge (0.1504 USD an hour)',
    );
  });

  test('gives no price where the region has none', () => {
    const [finding] = capacity(clusterOf({ region: 'cn-north-1', ...nodes('t2.micro') }));
    expect(finding!.fix).toBe('the cheapest change: nodes.instanceType: t3a.medium');
  });

  test('says so when a type can not even hold what runs on every node', () => {
    const agent = workload('agent', '1', '64Mi', { kind: 'DaemonSet' });
    const [finding] = capacity(clusterWith([agent], nodes('t2.micro')));
    expect(finding!.message).toMatch(
      /^is too small for what runs on every node \(.*apps\/agent\): too little CPU;/,
    );
  });

  test('names a pod that no node of the type can ever hold', () => {
    const subject = clusterWith([workload('huge', '3', '64Mi')], nodes('t3.large'));
    const [finding] = capacity(subject);
    expect(finding!.message).toMatch(
      /^1 pod finds no place on 2 nodes \(apps\/huge\): too little CPU;/,
    );
    expect(finding!.fix).toContain('xlarge');
    expect(finding!.fix).not.toContain('nodes.min');
  });

  test('counts volumes: 49 find no place on two t3.large, 48 do', () => {
    const shelf = (replicas: number) => {
      const object = workload('shelf', '1m', '1Mi', { kind: 'StatefulSet', replicas });
      return { ...object, spec: { ...(object.spec as object), volumeClaimTemplates: [{}] } };
    };
    expect(capacity(clusterWith([shelf(48)]))).toEqual([]);
    expect(capacity(clusterWith([shelf(49)]))[0]!.message).toContain('too little room for volumes');
  });

  test("looks at another tool's ClusterConfig too, where its nodes are known", () => {
    const { clusterConfig, minor, files, prerequisites } = clusterOf(nodes('t2.micro'));
    expect(capacity({ clusterConfig, minor, files, prerequisites })).toHaveLength(1);
    expect(capacity({ minor, files, prerequisites })).toEqual([]);
  });
});
