import { fc } from '../support/random.ts';

type Fields = Record<string, unknown>;

const names = ['a', 'b', 'c'] as const;
const arn = fc.constantFrom(
  'arn:aws:iam::111122223333:role/one',
  'arn:aws:iam::111122223333:user/two',
  'arn:aws:iam::111122223333:role/team/three',
);
const policy = fc.constantFrom('arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/B');
// What a shell, a table or a JSON text could take for something else.
const nasty = fc.constantFrom('v', 'x y', "it's", '$(id)', '`id`', '"', '\\', 'a|b', 'é', '1', '');
const key = fc.constantFrom('team', 'a/b', 'c.d-e');
const words = fc.dictionary(key, nasty, { maxKeys: 3 });
const flag = fc.boolean();

function some(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> {
  return fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Fields>;
}

function named(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields[]> {
  return listOf(
    fc.constantFrom(...names).map((name) => ({ name })),
    model,
    ({ name }) => name,
  );
}

function listOf(
  identity: fc.Arbitrary<Fields>,
  model: Record<string, fc.Arbitrary<unknown>>,
  nameOf: (item: Fields) => unknown,
): fc.Arbitrary<Fields[]> {
  const item = fc.tuple(identity, some(model)).map(([id, rest]) => ({ ...id, ...rest }));
  return fc.uniqueArray(item, { selector: nameOf, maxLength: 3 });
}

const sizes = {
  minSize: fc.constant(1),
  desiredCapacity: fc.constant(2),
  maxSize: fc.nat(9).map((n) => n + 2),
};
const taint = fc.record({
  key: fc.constantFrom('k', 'l'),
  value: fc.constantFrom('v', 'w'),
  effect: fc.constantFrom('NoSchedule', 'NoExecute'),
});
const taints = fc.uniqueArray(taint, {
  selector: ({ key, effect }) => `${key} ${effect}`,
  maxLength: 2,
});
const ofAny = {
  instanceType: fc.constantFrom('m5.large', 'm7i.large'),
  volumeSize: fc.constantFrom(80, 100),
  privateNetworking: flag,
  subnets: fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
  labels: words,
  tags: words,
  asgSuspendProcesses: fc.uniqueArray(fc.constantFrom('Launch', 'Terminate'), { maxLength: 2 }),
  ...sizes,
};
const managed = named({
  ...ofAny,
  taints,
  spot: flag,
  updateConfig: fc.record({ maxUnavailable: fc.constantFrom(1, 2) }),
  nodeRepairConfig: fc.record({ enabled: flag }),
  releaseVersion: fc.constantFrom('1.36.1-1', '1.36.1-2'),
});
const own = named({ ...ofAny, maxPodsPerNode: fc.constantFrom(10, 20) });

const podIdentity = listOf(
  fc.record({
    namespace: fc.constantFrom('m', 'n'),
    serviceAccountName: fc.constantFrom('s', 't'),
  }),
  {
    roleARN: arn,
    permissionPolicyARNs: fc.constant(['x']),
    targetRoleARN: arn,
    tags: words,
    roleName: fc.constant('r'),
  },
  ({ namespace, serviceAccountName }) => `${String(namespace)}/${String(serviceAccountName)}`,
).map((list) =>
  // One's own role has its own policies.
  list.map(({ permissionPolicyARNs, roleName, ...one }) =>
    'roleARN' in one
      ? one
      : { permissionPolicyARNs: permissionPolicyARNs ?? ['y'], roleName, ...one },
  ),
);
const accounts = listOf(
  fc.record({
    metadata: fc.record(
      {
        name: fc.constantFrom('s', 't'),
        namespace: fc.constantFrom('m', 'n'),
        labels: words,
        annotations: words,
      },
      { requiredKeys: ['name'] },
    ),
  }),
  {
    attachPolicyARNs: fc.uniqueArray(policy, { maxLength: 2 }),
    roleName: fc.constantFrom('r', 'q'),
    roleOnly: flag,
    tags: words,
  },
  ({ metadata }) => {
    const { name, namespace } = metadata as { name: string; namespace: string };
    return `${namespace}/${name}`;
  },
);
const addons = named({
  version: fc.constantFrom('v1', 'v2'),
  configurationValues: fc.constantFrom('{}', 'replicas: 2'),
  attachPolicyARNs: fc.uniqueArray(policy, { maxLength: 2 }),
  podIdentityAssociations: fc.constantFrom([], [{ serviceAccountName: 's' }]),
  namespaceConfig: fc.record({ namespace: fc.constantFrom('m', 'n') }),
  tags: words,
}).map((list) =>
  list.map((one, index) => ({
    ...(index === 0 ? { ...one, name: 'vpc-cni' } : one),
    // An addon has its rights in one way.
    ...('podIdentityAssociations' in one && { attachPolicyARNs: undefined }),
  })),
);
const capabilities = named({
  deletePropagationPolicy: fc.constantFrom('RETAIN', 'DELETE'),
  roleArn: arn,
  tags: words,
}).map((list) => list.map((one) => ({ type: 'ACK', ...one })));
const providers = named({ groupsClaim: fc.constantFrom('g', 'h'), tags: words }).map((list) =>
  list.map((one) => ({ type: 'oidc', clientID: 'x', issuerURL: 'https://a.example', ...one })),
);
const profiles = named({
  selectors: fc.constantFrom([{ namespace: 'm' }], [{ namespace: 'n', labels: { a: 'b' } }]),
  podExecutionRoleARN: arn,
  tags: words,
});
const entries = fc.uniqueArray(
  fc
    .tuple(
      arn,
      some({ kubernetesGroups: fc.constantFrom(['x'], ['x', 'y']), type: fc.constant('STANDARD') }),
    )
    .map(([principalARN, rest]) => ({ principalARN, ...rest })),
  { selector: ({ principalARN }) => principalARN, maxLength: 3 },
);
const mappings = fc.uniqueArray(
  fc.oneof(
    fc
      .tuple(arn, fc.constantFrom(['x'], ['y', 'z']))
      .map(([one, groups]) => ({ arn: one, username: 'u', groups })),
    fc.constant({ account: '111122223333' }),
    fc.constant({ serviceName: 'emr-containers', namespace: 'n' }),
  ) as fc.Arbitrary<Fields>,
  { selector: (one) => String(one.arn ?? one.account ?? one.serviceName), maxLength: 3 },
);
const networks = fc.constantFrom([{ cidrs: ['10.1.0.0/16'] }], [{ cidrs: ['10.2.0.0/16'] }]);

const rest = some({
  accessConfig: some({
    accessEntries: entries,
    authenticationMode: fc.constantFrom('API', 'API_AND_CONFIG_MAP'),
  }),
  addons,
  autoModeConfig: some({ enabled: flag }),
  availabilityZones: fc.constantFrom(['ra', 'rb'], ['ra', 'rc']),
  capabilities,
  cloudWatch: fc.record({
    clusterLogging: some({
      enableTypes: fc.uniqueArray(fc.constantFrom('api', 'audit'), { maxLength: 2 }),
      logRetentionInDays: fc.constantFrom(7, 30),
    }),
  }),
  controlPlaneScalingConfig: fc.record({ tier: fc.constantFrom('standard', 'tier-xl') }),
  fargateProfiles: profiles,
  iam: some({
    podIdentityAssociations: podIdentity,
    serviceAccounts: accounts,
    withOIDC: flag,
    fargatePodExecutionRoleARN: arn,
    serviceRolePermissionsBoundary: policy,
  }),
  iamIdentityMappings: mappings,
  identityProviders: providers,
  kubeAPIServerConfig: some({ eventTTL: fc.constantFrom('1h', '2h') }),
  remoteNetworkConfig: some({ remoteNodeNetworks: networks, remotePodNetworks: networks }),
  secretsEncryption: fc.record({ keyARN: fc.constantFrom('k1', 'k2') }),
  upgradePolicy: some({ supportType: fc.constantFrom('STANDARD', 'EXTENDED') }),
  vpc: some({
    publicAccessCIDRs: fc.uniqueArray(fc.constantFrom('192.0.2.1/32', '192.0.2.2/32'), {
      minLength: 1,
    }),
    clusterEndpoints: some({ privateAccess: flag, publicAccess: flag }),
    controlPlaneSubnetIDs: fc.constantFrom(['s1'], ['s2']),
  }),
  zonalShiftConfig: some({ enabled: flag }),
});
const metadata = fc.record(
  {
    name: fc.constant('shop'),
    region: fc.constant('eu-west-1'),
    version: fc.constantFrom('1.32', '1.33', '1.35', '1.36', '1.37'),
    tags: words,
    annotations: words,
  },
  { requiredKeys: ['name', 'region'] },
);

/** A ClusterConfig that eksctl could read: with few names, so that two of them often mean the same things. */
export const clusterConfig: fc.Arbitrary<Fields> = fc
  .tuple(metadata, rest, managed, own)
  .map(([metadata, rest, managedNodeGroups, others]) => ({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata,
    ...rest,
    managedNodeGroups,
    nodeGroups: others.filter(
      ({ name }) => !managedNodeGroups.some((group) => group.name === name),
    ),
  }));
