import { describe, expect, test } from '@jest/globals';
import { checkClusterConfig } from '../../../checks/eksctl/index.ts';
import { absent, type Changes, configWith } from './good-config.ts';

/** A change that one rule reports at one path, and, where it has one, the near-miss that is right. */
export type Case = readonly [what: string, bad: Changes, path: string, nearMiss?: Changes];

/** The good config's managed node group, as a path. */
export const managed = 'managedNodeGroups.0';
/** Its managed node group with a launch template. */
export const template = 'managedNodeGroups.1';
/** Its node group of eksctl's own. */
export const own = 'nodeGroups.0';
/** The ARN of a role. */
export const role = 'arn:aws:iam::111122223333:role/one';
const bare = {
  addons: absent,
  nodeGroups: absent,
  managedNodeGroups: absent,
  fargateProfiles: absent,
  'iam.podIdentityAssociations': absent,
} as const;

/** What makes a right cluster with Auto Mode of it. */
export const autoMode = { ...bare, 'autoModeConfig.enabled': true };
/** What makes a right cluster on an Outpost of it. */
export const outpost = {
  ...bare,
  'iam.withOIDC': absent,
  'iam.serviceAccounts': absent,
  availabilityZones: absent,
  vpc: absent,
  identityProviders: absent,
  secretsEncryption: absent,
  gitops: absent,
  outpost: { controlPlaneOutpostARN: 'arn:aws:outposts:eu-west-1:1:outpost/op-1' },
};
/** What makes a right IPv6 cluster of it. */
export const ipv6 = {
  nodeGroups: absent,
  'vpc.nat': absent,
  kubernetesNetworkConfig: { ipFamily: 'IPv6' },
  'addons.0': { name: 'vpc-cni', useDefaultPodIdentityAssociations: true },
};
/** What puts it into subnets that exist. */
export const subnets = {
  availabilityZones: absent,
  'vpc.nat': absent,
  'vpc.subnets': {
    private: { 'eu-west-1a': { id: 'subnet-1' }, 'eu-west-1b': { id: 'subnet-2' } },
  },
};
/** What makes it fully private. */
export const privateCluster = {
  'privateCluster.enabled': true,
  'vpc.clusterEndpoints': absent,
};

/** Tests that each case is reported by its rule and nothing else, and its near-miss by none. */
export function testRules(cases: Readonly<Record<string, readonly Case[]>>): void {
  describe.each(Object.entries(cases))('%s', (rule, ofRule) => {
    test.each(ofRule)('%s', (_what, bad, path, nearMiss = {}) => {
      expect(found(bad)).toEqual([`eksctl/${rule}: ${path}`]);
      expect(found(nearMiss)).toEqual([]);
    });
  });
}

function found(changes: Changes): string[] {
  const findings = checkClusterConfig('cluster.yaml', configWith(changes));
  return findings.map(({ check, path }) => `${check}: ${path}`);
}
