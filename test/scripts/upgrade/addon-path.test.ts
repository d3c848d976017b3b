import { expect, test } from '@jest/globals';
import { addonPath } from '../../../scripts/upgrade/addon-path.ts';

const offered = ['v1.18.1', 'v1.18.6', 'v1.19.0', 'v1.19.6', 'v1.20.4', 'v1.21.0', 'v1.21.1'].map(
  (version) => `${version}-eksbuild.1`,
);
const path = (addon: string, from: string, to: string) =>
  addonPath(addon, { from: `${from}-eksbuild.1`, to: `${to}-eksbuild.1`, offered });

test.each([
  ['v1.18.1', 'v1.21.1', ['v1.19.6', 'v1.20.4', 'v1.21.1']],
  ['v1.21.0', 'v1.18.6', ['v1.20.4', 'v1.19.6', 'v1.18.6']],
  ['v1.20.4', 'v1.21.1', ['v1.21.1']],
  ['v1.21.0', 'v1.21.1', ['v1.21.1']],
])('the network plugin goes from %s to %s minor by minor', (from, to, versions) => {
  for (const addon of ['vpc-cni', 'eks-pod-identity-agent']) {
    expect(path(addon, from, to)).toEqual(versions.map((version) => `${version}-eksbuild.1`));
  }
});

test('a minor version that EKS does not have is not a step, nor is one for any other addon', () => {
  expect(
    addonPath('vpc-cni', { from: 'v1.16.0', to: 'v1.20.4', offered: ['v1.18.6', 'v1.20.4'] }),
  ).toEqual(['v1.18.6', 'v1.20.4']);
  expect(path('coredns', 'v1.18.1', 'v1.21.1')).toEqual(['v1.21.1-eksbuild.1']);
});
