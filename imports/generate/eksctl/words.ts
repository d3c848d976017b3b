import type { Definitions, JsonSchema } from './json-schema.ts';

type Words = readonly string[] | readonly number[];

// What eksctl compares without regard to case.
const anyCase = (...words: string[]) => [...words, ...words.map((word) => word.toUpperCase())];

/** The words that eksctl takes where its schema only says that it is a text or a number, as its source and AWS's API have them. */
export const words: Readonly<Record<string, Words>> = {
  AccessScopeType: ['cluster', 'namespace'],
  AuthenticationMode: ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'],
  ResolveConflicts: anyCase('none', 'overwrite', 'preserve'),
  TaintEffect: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'AccessEntry.type': [
    'STANDARD',
    'EC2',
    'EC2_LINUX',
    'EC2_WINDOWS',
    'FARGATE_LINUX',
    'HYBRID_LINUX',
  ],
  'AutoModeConfig.nodePools': ['general-purpose', 'system'],
  'CapacityReservation.capacityReservationPreference': ['open', 'none'],
  'ClusterCloudWatchLogging.logRetentionInDays': [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653,
  ],
  'ClusterVPC.controlPlaneEgressMode': ['AWS_MANAGED', 'CUSTOMER_ROUTED'],
  'ClusterVPC.hostnameType': ['ip-name', 'resource-name'],
  'InstanceMarketOptions.marketType': ['capacity-block'],
  'MetricsCollection.granularity': ['1Minute'],
  'NodeGroup.containerRuntime': ['containerd', 'dockerd', 'docker'],
  'NodeGroup.cpuCredits': anyCase('standard', 'unlimited'),
  'NodeGroupInstancesDistribution.spotAllocationStrategy': [
    'lowest-price',
    'diversified',
    'capacity-optimized',
    'capacity-optimized-prioritized',
    'price-capacity-optimized',
  ],
  'PrivateCluster.additionalEndpointServices': ['cloudformation', 'autoscaling', 'logs'],
  'RemoteNodesIAM.provider': anyCase('ssm', 'ira'),
  ...both('asgSuspendProcesses', [
    'Launch',
    'Terminate',
    'AddToLoadBalancer',
    'AlarmNotification',
    'AZRebalance',
    'HealthCheck',
    'InstanceRefresh',
    'ReplaceUnhealthy',
    'ScheduledActions',
  ]),
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

function both(key: string, list: Words): Record<string, Words> {
  return { [`NodeGroup.${key}`]: list, [`ManagedNodeGroup.${key}`]: list };
}
