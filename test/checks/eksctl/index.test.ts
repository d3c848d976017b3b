import { expect, test } from '@jest/globals';
import { checkClusterConfig, eksctl } from '../../../checks/eksctl/index.ts';
import { configWith, goodConfig } from './good-config.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

test('a good config has no finding', () => {
  expect(checkClusterConfig('cluster.yaml', goodConfig)).toEqual([]);
});

test('a finding says what is wrong, what would do and what was meant', () => {
  const config = configWith({ 'managedNodeGroups.0.volumeType': 'gp33' });
  expect(checkClusterConfig('cluster.yaml', config)).toEqual([
    {
      check: 'eksctl/schema',
      file: 'cluster.yaml',
      path: 'managedNodeGroups[0].volumeType',
      value: 'gp33',
      message: 'managedNodeGroups[0].volumeType has no value "gp33"',
      allowed: 'gp2, gp3, io1, io2, sc1 or st1',
      fix: 'did you mean gp3?',
    },
  ]);
});

test('a key in the wrong case is told from an unknown one', () => {
  const [dropped] = checkClusterConfig('f', configWith({ 'metadata.Version': defaultKubernetes }));
  expect(dropped?.message).toMatch(/silently ignores metadata.Version/);
  expect(dropped?.fix).toBe('did you mean version?');
});

test('the check looks at the ClusterConfig of what synth made, if there is one', () => {
  const subject = { files: [], prerequisites: [], minor: defaultKubernetes };
  expect(eksctl(subject)).toEqual([]);
  const object = {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'a', region: '' },
  } as const;
  const findings = eksctl({ ...subject, clusterConfig: { path: 'cluster.yaml', object } });
  expect(findings.map(({ file, path }) => [file, path])).toEqual([
    ['cluster.yaml', 'metadata.region'],
  ]);
});
