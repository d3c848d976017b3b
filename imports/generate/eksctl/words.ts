import {
  accessEntryTypes,
  accessScopeTypes,
  authenticationModes,
  autoModePools,
  conflictResolutions,
  cpuCredits,
  egressModes,
  hostnameTypes,
  hybridProviders,
  logRetentions,
  marketTypes,
  privateEndpoints,
  reservationPreferences,
  spotStrategies,
  suspendableProcesses,
  taintEffects,
} from '../../../tables/eksctl-words.ts';
import type { Definitions, JsonSchema } from './json-schema.ts';

type Words = readonly string[] | readonly number[];

// What eksctl compares without regard to case.
const anyCase = (list: readonly string[]) => [...list, ...list.map((word) => word.toUpperCase())];

/** The words that eksctl takes where its schema only says that it is a text or a number. */
export const words: Readonly<Record<string, Words>> = {
  AccessScopeType: accessScopeTypes,
  AuthenticationMode: authenticationModes,
  ResolveConflicts: anyCase(conflictResolutions),
  TaintEffect: taintEffects,
  'AccessEntry.type': accessEntryTypes,
  'AutoModeConfig.nodePools': autoModePools,
  'CapacityReservation.capacityReservationPreference': reservationPreferences,
  'ClusterCloudWatchLogging.logRetentionInDays': logRetentions,
  'ClusterVPC.controlPlaneEgressMode': egressModes,
  'ClusterVPC.hostnameType': hostnameTypes,
  'InstanceMarketOptions.marketType': marketTypes,
  'MetricsCollection.granularity': ['1Minute'],
  'NodeGroup.containerRuntime': ['containerd', 'dockerd', 'docker'],
  'NodeGroup.cpuCredits': anyCase(cpuCredits),
  'NodeGroupInstancesDistribution.spotAllocationStrategy': spotStrategies,
  'PrivateCluster.additionalEndpointServices': privateEndpoints,
  'RemoteNodesIAM.provider': anyCase(hybridProviders),
  'NodeGroup.asgSuspendProcesses': suspendableProcesses,
  'ManagedNodeGroup.asgSuspendProcesses': suspendableProcesses,
};

/** The definitions with `keyword` for these words: `enum` for types, `examples` for editors, which only suggest them. */
export function withWords(definitions: Definitions, keyword: 'enum' | 'examples'): Definitions {
  const told = (name: string, schema: JsonSchema): JsonSchema => {
    const allowed = words[name];
    if (!allowed) return schema;
    return schema.items
      ? { ...schema, items: { ...schema.items, [keyword]: [...allowed] } }
      : { ...schema, [keyword]: [...allowed] };
  };
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      {
        ...told(name, definition),
        ...(definition.properties && {
          properties: Object.fromEntries(
            Object.entries(definition.properties).map(([key, schema]) => [
              key,
              told(`${name}.${key}`, schema),
            ]),
          ),
        }),
      },
    ]),
  );
}
