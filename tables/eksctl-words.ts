// What a ClusterConfig may hold where eksctl takes only some words, as its source and AWS's API have them.

/** CloudWatch keeps logs for so many days. */
export const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653,
] as const;

export const authenticationModes = ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'];

/** Access entries by which nodes join. */
export const nodeEntryTypes = ['EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX'];

export const accessEntryTypes = ['STANDARD', 'EC2', ...nodeEntryTypes];

export const accessScopeTypes = ['cluster', 'namespace'];

export const autoModePools = ['general-purpose', 'system'];

export const privateEndpoints = ['cloudformation', 'autoscaling', 'logs'];

export const egressModes = ['AWS_MANAGED', 'CUSTOMER_ROUTED'];

export const hostnameTypes = ['ip-name', 'resource-name'];

export const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export const reservationPreferences = ['open', 'none'];

export const marketTypes = ['capacity-block'];

export const spotStrategies = [
  'lowest-price',
  'diversified',
  'capacity-optimized',
  'capacity-optimized-prioritized',
  'price-capacity-optimized',
];

export const suspendableProcesses = [
  'Launch',
  'Terminate',
  'AddToLoadBalancer',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'ReplaceUnhealthy',
  'ScheduledActions',
];

// eksctl compares these without regard to case.

export const conflictResolutions = ['none', 'overwrite', 'preserve'];

export const cpuCredits = ['standard', 'unlimited'];

export const hybridProviders = ['ssm', 'ira'];
