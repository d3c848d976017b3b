import { absent, goodConfig } from './good-config.ts';
import { autoMode, managed, own, role, testRules } from './rule-cases.ts';

testRules({
  'service-accounts': [
    [
      'no OIDC provider',
      { 'iam.withOIDC': false, 'addons.5': absent },
      'iam.withOIDC',
      { 'iam.withOIDC': false, 'addons.5': absent, 'iam.serviceAccounts': [] },
    ],
    [
      'no permissions',
      { 'iam.serviceAccounts.2': { metadata: { name: 'reports' } } },
      'iam.serviceAccounts[2]',
    ],
    [
      'well-known policies that are all off',
      { 'iam.serviceAccounts.1.wellKnownPolicies.awsLoadBalancerController': false },
      'iam.serviceAccounts[1]',
    ],
    [
      'no name',
      { 'iam.serviceAccounts.0.metadata.name': '' },
      'iam.serviceAccounts[0].metadata.name',
    ],
    [
      'the same account twice',
      { 'iam.serviceAccounts.2.metadata': { name: 'load-balancers', namespace: 'kube-system' } },
      'iam.serviceAccounts[2]',
      { 'iam.serviceAccounts.2.metadata.name': 'load-balancers' },
    ],
    [
      'the default namespace twice',
      { 'iam.serviceAccounts.0.metadata': { name: 'reports', namespace: 'default' } },
      'iam.serviceAccounts[2]',
    ],
    [
      'policies beside a role',
      { 'iam.serviceAccounts.2.attachPolicyARNs': ['arn:aws:iam::aws:policy/X'] },
      'iam.serviceAccounts[2].attachPolicyARNs',
      { 'iam.serviceAccounts.2.attachPolicyARNs': [] },
    ],
  ],
  'pod-identity': [
    [
      'no agent',
      { 'addons.4': absent, 'addons.5.useDefaultPodIdentityAssociations': false },
      'iam.podIdentityAssociations',
      {
        'addons.4': absent,
        'addons.5.useDefaultPodIdentityAssociations': false,
        'iam.podIdentityAssociations': [],
      },
    ],
    [
      'no agent for an add-on',
      { 'addons.4': absent, 'iam.podIdentityAssociations': [] },
      'addons[5].useDefaultPodIdentityAssociations',
    ],
    [
      'no agent for all add-ons',
      {
        addons: [{ name: 'vpc-cni' }],
        'addonsConfig.autoApplyPodIdentityAssociations': true,
        'iam.podIdentityAssociations': [],
      },
      'addonsConfig.autoApplyPodIdentityAssociations',
      { ...autoMode, 'addonsConfig.autoApplyPodIdentityAssociations': true },
    ],
    [
      'no namespace',
      { 'iam.podIdentityAssociations.0.namespace': '' },
      'iam.podIdentityAssociations[0].namespace',
    ],
    [
      'no service account',
      { 'iam.podIdentityAssociations.0.serviceAccountName': absent },
      'iam.podIdentityAssociations[0].serviceAccountName',
    ],
    [
      'neither role nor policy',
      { 'iam.podIdentityAssociations.0.permissionPolicyARNs': [] },
      'iam.podIdentityAssociations[0]',
      {
        'iam.podIdentityAssociations.0.permissionPolicyARNs': [],
        'iam.podIdentityAssociations.0.roleARN': role,
      },
    ],
    [
      'role and policy',
      { 'iam.podIdentityAssociations.0.roleARN': role },
      'iam.podIdentityAssociations[0].permissionPolicyARNs',
    ],
    [
      'one account twice',
      { 'iam.podIdentityAssociations.1.serviceAccountName': 'backup' },
      'iam.podIdentityAssociations[1]',
      {
        'iam.podIdentityAssociations.1': {
          namespace: 'other',
          serviceAccountName: 'backup',
          roleARN: role,
        },
      },
    ],
    [
      "a policy's name without policy",
      { 'iam.podIdentityAssociations.0.permissionPolicyName': 'x' },
      'iam.podIdentityAssociations[0].permissionPolicyName',
      {
        'iam.podIdentityAssociations.0.permissionPolicyName': 'x',
        'iam.podIdentityAssociations.0.permissionPolicy': { Version: '2012-10-17' },
      },
    ],
    [
      'associations of the agent',
      {
        'addons.4.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', roleARN: role },
        ],
      },
      'addons[4].podIdentityAssociations',
      {
        'addons.3.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', roleARN: role },
        ],
      },
    ],
    [
      "tags of an add-on's association",
      {
        'addons.3.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', roleARN: role, tags: {} },
        ],
      },
      'addons[3].podIdentityAssociations[0].tags',
    ],
    [
      "well-known policies of an add-on's association",
      {
        'addons.3.podIdentityAssociations': [
          { namespace: 'a', serviceAccountName: 'b', wellKnownPolicies: { autoScaler: true } },
        ],
      },
      'addons[3].podIdentityAssociations[0].wellKnownPolicies',
    ],
  ],
  'access-entries': [
    [
      'a mode that there is not',
      { 'accessConfig.authenticationMode': 'API_ONLY' },
      'accessConfig.authenticationMode',
      { 'accessConfig.authenticationMode': 'API', iamIdentityMappings: [] },
    ],
    [
      'entries without their mode',
      { 'accessConfig.authenticationMode': 'CONFIG_MAP' },
      'accessConfig.authenticationMode',
      { 'accessConfig.authenticationMode': 'CONFIG_MAP', 'accessConfig.accessEntries': [] },
    ],
    [
      'no principal',
      { 'accessConfig.accessEntries.0.principalARN': absent },
      'accessConfig.accessEntries[0].principalARN',
    ],
    [
      'a principal that is not an ARN',
      { 'accessConfig.accessEntries.0.principalARN': 'admins' },
      'accessConfig.accessEntries[0].principalARN',
    ],
    [
      "a role's session",
      { 'accessConfig.accessEntries.0.principalARN': 'arn:aws:sts::111122223333:assumed-role/a/b' },
      'accessConfig.accessEntries[0].principalARN',
      { 'accessConfig.accessEntries.0.principalARN': role },
    ],
    [
      'one principal twice',
      {
        'accessConfig.accessEntries.2.principalARN':
          goodConfig.accessConfig.accessEntries[0]?.principalARN,
      },
      'accessConfig.accessEntries[2].principalARN',
    ],
    [
      'another type',
      { 'accessConfig.accessEntries.1.type': 'LINUX' },
      'accessConfig.accessEntries[1].type',
      { 'accessConfig.accessEntries.1.type': 'EC2' },
    ],
    [
      'groups of nodes',
      { 'accessConfig.accessEntries.2.kubernetesGroups': ['a'] },
      'accessConfig.accessEntries[2].kubernetesGroups',
      { 'accessConfig.accessEntries.2.kubernetesGroups': [] },
    ],
    [
      'a name of nodes',
      { 'accessConfig.accessEntries.2.kubernetesUsername': 'a' },
      'accessConfig.accessEntries[2].kubernetesUsername',
    ],
    [
      'policies of nodes',
      {
        'accessConfig.accessEntries.1': {
          principalARN: role,
          type: 'EC2_WINDOWS',
          accessPolicies: [{ policyARN: 'x' }],
        },
      },
      'accessConfig.accessEntries[1].accessPolicies',
    ],
    [
      'the group system:masters',
      { 'accessConfig.accessEntries.1.kubernetesGroups': ['system:masters'] },
      'accessConfig.accessEntries[1].kubernetesGroups[0]',
      { 'accessConfig.accessEntries.1.kubernetesGroups': ['masters'] },
    ],
    [
      "IAM's policy",
      {
        'accessConfig.accessEntries.0.accessPolicies.0.policyARN':
          'arn:aws:iam::aws:policy/AdministratorAccess',
      },
      'accessConfig.accessEntries[0].accessPolicies[0].policyARN',
    ],
    [
      'no scope',
      { 'accessConfig.accessEntries.0.accessPolicies.0.accessScope': absent },
      'accessConfig.accessEntries[0].accessPolicies[0].accessScope.type',
    ],
    [
      'another scope',
      { 'accessConfig.accessEntries.0.accessPolicies.0.accessScope.type': 'namespaces' },
      'accessConfig.accessEntries[0].accessPolicies[0].accessScope.type',
    ],
    [
      'namespaces of a cluster',
      { 'accessConfig.accessEntries.0.accessPolicies.0.accessScope.namespaces': ['a'] },
      'accessConfig.accessEntries[0].accessPolicies[0].accessScope.namespaces',
      {
        'accessConfig.accessEntries.0.accessPolicies.0.accessScope': {
          type: 'namespace',
          namespaces: ['a-*'],
        },
      },
    ],
    [
      'no namespaces',
      { 'accessConfig.accessEntries.1.accessPolicies.0.accessScope.namespaces': [] },
      'accessConfig.accessEntries[1].accessPolicies[0].accessScope.namespaces',
    ],
    [
      'a creator without access, and own nodes',
      {
        'accessConfig.bootstrapClusterCreatorAdminPermissions': false,
        'accessConfig.accessEntries': absent,
      },
      'accessConfig.bootstrapClusterCreatorAdminPermissions',
      { 'accessConfig.bootstrapClusterCreatorAdminPermissions': false },
    ],
  ],
  'identity-mappings': [
    [
      'mappings that nothing reads',
      { 'accessConfig.authenticationMode': 'API' },
      'iamIdentityMappings',
      { 'accessConfig.authenticationMode': 'API', iamIdentityMappings: absent },
    ],
    [
      'an account with more',
      { 'iamIdentityMappings.1.username': 'x' },
      'iamIdentityMappings[1].username',
      { 'iamIdentityMappings.1.username': '' },
    ],
    [
      'a service without namespace',
      { 'iamIdentityMappings.2.namespace': absent },
      'iamIdentityMappings[2].namespace',
    ],
    [
      'a namespace without service',
      { 'iamIdentityMappings.0.namespace': 'x' },
      'iamIdentityMappings[0].namespace',
    ],
    [
      'a service with a person',
      { 'iamIdentityMappings.0.serviceName': 'x', 'iamIdentityMappings.0.namespace': 'x' },
      'iamIdentityMappings[0].serviceName',
    ],
  ],
  'node-iam': [
    [
      "add-ons' policies that no pod reaches",
      { [`${own}.disablePodIMDS`]: true },
      'nodeGroups[0].iam.withAddonPolicies.cloudWatch',
      { [`${own}.disablePodIMDS`]: true, [`${own}.iam`]: absent },
    ],
    [
      'policies beside a role',
      {
        [`${managed}.iam`]: {
          instanceRoleARN: role,
          attachPolicyARNs: ['arn:aws:iam::aws:policy/X'],
        },
      },
      'managedNodeGroups[0].iam.attachPolicyARNs',
      { [`${managed}.iam`]: { instanceRoleARN: role } },
    ],
    [
      "add-ons' policies beside a role",
      { [`${own}.iam.instanceRoleARN`]: role },
      'nodeGroups[0].iam.withAddonPolicies',
      { [`${own}.iam.instanceRoleARN`]: role, [`${own}.iam.withAddonPolicies`]: { ebs: false } },
    ],
    [
      'an instance profile of managed nodes',
      { [`${managed}.iam.instanceProfileARN`]: role },
      'managedNodeGroups[0].iam.instanceProfileARN',
      { [`${own}.iam`]: { instanceProfileARN: role } },
    ],
    [
      'a policy that is not an ARN',
      { [`${own}.iam.attachPolicyARNs`]: ['AmazonS3FullAccess'] },
      'nodeGroups[0].iam.attachPolicyARNs[0]',
    ],
    [
      'two names of one policy',
      { [`${own}.iam.withAddonPolicies`]: { albIngress: true, awsLoadBalancerController: true } },
      'nodeGroups[0].iam.withAddonPolicies.albIngress',
      { [`${own}.iam.withAddonPolicies`]: { albIngress: true } },
    ],
  ],
});
