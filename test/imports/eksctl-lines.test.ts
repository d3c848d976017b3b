import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkClusterConfig } from '../../checks/eksctl/library.ts';
import {
  comment,
  describe as described,
  unmatchedLines,
} from '../../imports/generate/eksctl/describe.ts';
import type { Definitions, SchemaDocument } from '../../imports/generate/eksctl/json-schema.ts';
import { lines } from '../../imports/generate/eksctl/lines.ts';
import { withWords, words } from '../../imports/generate/eksctl/words.ts';
import { projectFile } from '../support/processes.ts';

const folder = 'imports/eksctl-config-types';
const read = (name: string) => readFileSync(projectFile(`${folder}/${name}`), 'utf8');
const { definitions } = JSON.parse(read('schema.json')) as SchemaDocument;

describe('the line of a key', () => {
  test('is there for each key of the schema, and for no other', () => {
    expect(unmatchedLines(definitions)).toEqual([]);
    const more: Definitions = { ...definitions, Extra: { properties: { key: {} } } };
    expect(unmatchedLines(more)).toEqual(['no line for Extra.key']);
    const { Flux: _, ...fewer } = definitions;
    expect(unmatchedLines(fewer)).toContain('a line for Flux.flags, which is no key');
  });

  test.each(Object.entries(lines))('%s: one sentence', (_, keys) => {
    const wrong = Object.entries(keys).filter(
      ([, line]) => !/^[A-Z*\d].{6,130}\.$|^capacity-block/.test(line) || line.includes('\n'),
    );
    expect(wrong).toEqual([]);
  });

  test('stands in the schema and above the key of the types', () => {
    expect(described(definitions)).toEqual(definitions);
    const types = read('index.d.ts');
    for (const [name, keys] of Object.entries(lines)) {
      const body = types.split(`export interface ${name} {\n`)[1]?.split('\n}\n')[0] ?? '';
      for (const [key, line] of Object.entries(keys)) {
        expect(body).toContain(`  /** ${line} */\n  ${key}`);
      }
    }
  });

  test('is not taken for one of another type', () => {
    expect(comment('export interface Flux {\nflags?: string\n}')).toContain(lines.Flux!.flags);
    expect(comment('export interface Other {\nflags?: string\n}')).not.toContain('/**');
  });
});

describe('the words that eksctl takes', () => {
  test('each are of a definition or key of the schema, and are suggested there', () => {
    const places = Object.entries(definitions).flatMap(([name, { properties }]) => [
      name,
      ...Object.keys(properties ?? {}).map((key) => `${name}.${key}`),
    ]);
    expect(Object.keys(words).filter((place) => !places.includes(place))).toEqual([]);
    expect(withWords(definitions, 'examples')).toEqual(definitions);
  });

  const group = (part: object) => ({
    nodeGroups: [{ name: 'x', instanceType: 't3.large', ...part }],
  });
  const logs = (logRetentionInDays: unknown) => ({
    cloudWatch: { clusterLogging: { enableTypes: ['api'], logRetentionInDays } },
  });
  const principalARN = 'arn:aws:iam::111122223333:role/x';
  const entry = (part: object) => ({
    accessConfig: { accessEntries: [{ principalARN, ...part }] },
  });
  const remote = (provider: unknown) => ({
    remoteNetworkConfig: { iam: { provider }, remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }] },
  });

  // What the checks refuse is what eksctl refuses: the real one is asked by another suite.
  const configs: Record<string, (word: unknown) => object> = {
    AccessScopeType: (type) =>
      entry({
        accessPolicies: [{ policyARN: principalARN, accessScope: { type, namespaces: ['a'] } }],
      }),
    AuthenticationMode: (authenticationMode) => ({ accessConfig: { authenticationMode } }),
    ResolveConflicts: (resolveConflicts) => ({ addons: [{ name: 'coredns', resolveConflicts }] }),
    TaintEffect: (effect) => group({ taints: [{ key: 'a', effect }] }),
    'AccessEntry.type': (type) => entry({ type }),
    'AutoModeConfig.nodePools': (pool) => ({
      autoModeConfig: { enabled: true, nodePools: [pool] },
    }),
    'CapacityReservation.capacityReservationPreference': (word) =>
      group({ capacityReservation: { capacityReservationPreference: word } }),
    'ClusterCloudWatchLogging.logRetentionInDays': logs,
    'ClusterVPC.controlPlaneEgressMode': (controlPlaneEgressMode) => ({
      vpc: { controlPlaneEgressMode },
    }),
    'ClusterVPC.hostnameType': (hostnameType) => ({ vpc: { hostnameType } }),
    'InstanceMarketOptions.marketType': (marketType) =>
      group({ capacityReservation: {}, instanceMarketOptions: { marketType } }),
    'NodeGroup.cpuCredits': (cpuCredits) => group({ cpuCredits }),
    'NodeGroupInstancesDistribution.spotAllocationStrategy': (spotAllocationStrategy) =>
      group({
        instanceType: undefined,
        instancesDistribution: { instanceTypes: ['t3.large'], spotAllocationStrategy },
      }),
    'PrivateCluster.additionalEndpointServices': (service) => ({
      privateCluster: { enabled: true, additionalEndpointServices: [service] },
    }),
    'RemoteNodesIAM.provider': remote,
    'NodeGroup.asgSuspendProcesses': (process) => group({ asgSuspendProcesses: [process] }),
  };

  test.each(Object.entries(configs))(
    '%s: the checks take these words and refuse another',
    (place, make) => {
      const other = typeof words[place]![0] === 'number' ? 4 : 'another';
      const found = (word: unknown) =>
        checkClusterConfig({
          apiVersion: 'eksctl.io/v1alpha5',
          kind: 'ClusterConfig',
          metadata: { name: 'x', region: 'us-west-2' },
          ...make(word),
        }).filter(({ value, warning }) => !warning && value === String(word));
      expect(words[place]!.flatMap(found)).toEqual([]);
      expect(found(other)).not.toEqual([]);
    },
  );
});
