import { absent } from './good-config.ts';
import { autoMode, role, testRules } from './rule-cases.ts';

testRules({
  addons: [
    [
      'a mistyped name',
      { 'addons.3.name': 'metric-server' },
      'addons[3].name',
      { 'addons.3.name': 'snapshot-controller' },
    ],
    ['a name in capitals', { 'addons.3.name': 'Metrics-Server' }, 'addons[3].name'],
    [
      'one twice',
      { 'addons.8': { name: 'coredns' } },
      'addons[8]',
      { 'addons.8': { name: 'cert-manager' } },
    ],
    [
      'two kinds of permissions',
      { 'addons.5.serviceAccountRoleARN': role },
      'addons[5].serviceAccountRoleARN',
      { 'addons.5.serviceAccountRoleARN': '' },
    ],
    [
      'permissions by IRSA and by pod identity',
      { 'addons.5.useDefaultPodIdentityAssociations': true },
      'addons[5].useDefaultPodIdentityAssociations',
    ],
    [
      'permissions by IRSA and by an association',
      {
        'addons.5.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', roleARN: role },
        ],
      },
      'addons[5].podIdentityAssociations',
      { 'addons.5.podIdentityAssociations': [] },
    ],
    [
      'default associations and own ones',
      {
        'addons.6.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', roleARN: role },
        ],
      },
      'addons[6].useDefaultPodIdentityAssociations',
    ],
    [
      'IRSA without OIDC provider',
      { 'iam.withOIDC': absent, 'iam.serviceAccounts': absent },
      'addons[5].wellKnownPolicies',
      { 'iam.withOIDC': absent, 'iam.serviceAccounts': absent, 'addons.5.wellKnownPolicies': {} },
    ],
    [
      'values that are no map',
      { 'addons.0.configurationValues': 'true' },
      'addons[0].configurationValues',
      { 'addons.0.configurationValues': 'a: true' },
    ],
    [
      'values that are broken',
      { 'addons.0.configurationValues': '{"a": ' },
      'addons[0].configurationValues',
      { 'addons.0.configurationValues': '' },
    ],
    [
      'another way to resolve conflicts',
      { 'addons.2.resolveConflicts': 'FORCE' },
      'addons[2].resolveConflicts',
      { 'addons.2.resolveConflicts': 'preserve' },
    ],
    [
      'a namespace that can be none',
      { 'addons.7.namespaceConfig.namespace': 'Ops' },
      'addons[7].namespaceConfig.namespace',
      { 'addons.7.namespaceConfig.namespace': 'ops' },
    ],
    [
      'nodes without a network',
      { 'addons.0': absent, 'addonsConfig.disableDefaultAddons': true },
      'addonsConfig.disableDefaultAddons',
      { 'addonsConfig.disableDefaultAddons': true },
    ],
  ],
  'auto-mode': [
    [
      'node groups',
      { ...autoMode, managedNodeGroups: [{ name: 'x' }] },
      'managedNodeGroups',
      { ...autoMode, managedNodeGroups: [] },
    ],
    [
      'core add-ons',
      { ...autoMode, addons: [{ name: 'coredns' }] },
      'addons[0].name',
      { ...autoMode, addons: [{ name: 'metrics-server' }] },
    ],
    [
      'a pool that there is not',
      { ...autoMode, 'autoModeConfig.nodePools': ['general'] },
      'autoModeConfig.nodePools[0]',
      { ...autoMode, 'autoModeConfig.nodePools': ['system'] },
    ],
    [
      'a pool twice',
      { ...autoMode, 'autoModeConfig.nodePools': ['system', 'system'] },
      'autoModeConfig.nodePools[1]',
    ],
    [
      'a role of no pools',
      { ...autoMode, 'autoModeConfig.nodePools': [], 'autoModeConfig.nodeRoleARN': role },
      'autoModeConfig.nodeRoleARN',
      { ...autoMode, 'autoModeConfig.nodeRoleARN': role },
    ],
    [
      'pools while it is off',
      { 'autoModeConfig.nodePools': ['system'] },
      'autoModeConfig.nodePools',
      { 'autoModeConfig.nodePools': [] },
    ],
  ],
  fargate: [
    [
      'a reserved name',
      { 'fargateProfiles.0.name': 'eks-jobs' },
      'fargateProfiles[0].name',
      { 'fargateProfiles.0.name': 'jobs-eks-' },
    ],
    ['no selectors', { 'fargateProfiles.0.selectors': [] }, 'fargateProfiles[0].selectors'],
  ],
  flux: [
    [
      'no provider',
      { 'gitops.flux.gitProvider': absent },
      'gitops.flux.gitProvider',
      { gitops: {} },
    ],
    ['no flags', { 'gitops.flux.flags': {} }, 'gitops.flux.flags'],
  ],
  karpenter: [
    [
      'an old version',
      { 'karpenter.version': 'v0.19.3' },
      'karpenter.version',
      { 'karpenter.version': '1.5.0' },
    ],
    ['no version', { 'karpenter.version': 'latest' }, 'karpenter.version'],
    [
      'no OIDC provider',
      {
        'karpenter.version': '1.5.0',
        'iam.withOIDC': false,
        'iam.serviceAccounts': [],
        'addons.5': absent,
      },
      'iam.withOIDC',
    ],
  ],
  capabilities: [
    [
      'another type',
      { capabilities: [{ name: 'x', type: 'FLUX' }] },
      'capabilities[0].type',
      { capabilities: [{ name: 'x', type: 'KRO' }] },
    ],
    [
      'Argo CD without identities',
      { capabilities: [{ name: 'x', type: 'ARGOCD' }] },
      'capabilities[0].configuration.argocd.awsIdc',
    ],
  ],
  logging: [
    [
      'days that CloudWatch has not',
      { 'cloudWatch.clusterLogging.logRetentionInDays': 10 },
      'cloudWatch.clusterLogging.logRetentionInDays',
      { 'cloudWatch.clusterLogging.logRetentionInDays': 14 },
    ],
    [
      'days of no log',
      { 'cloudWatch.clusterLogging.enableTypes': [] },
      'cloudWatch.clusterLogging.logRetentionInDays',
      { 'cloudWatch.clusterLogging': { logRetentionInDays: 0 } },
    ],
  ],
  encryption: [
    [
      'a key that is not an ARN',
      { 'secretsEncryption.keyARN': 'alias/secrets' },
      'secretsEncryption.keyARN',
      { 'secretsEncryption.keyARN': 'arn:aws-cn:kms:cn-north-1:1:key/x' },
    ],
  ],
});
