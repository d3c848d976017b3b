type Fields = Record<string, unknown>;

/** A change of a ClusterConfig of a cluster c in a region r, and the commands that it takes. */
export interface PlanCase {
  readonly what: string;
  readonly before: Fields;
  readonly after: Fields;
  /** `| eksctl …` stands for one that reads a part of the file through a pipe; the word after it is in that part. */
  readonly commands: readonly string[] | 'new cluster' | 'no command';
}

const C = '--cluster c --region r';
const N = '--name c --region r';
const A = '--cluster-name c --region r';
const F = '-f f.yaml';
const user = 'arn:aws:iam::111122223333:user/ada';
const role = 'arn:aws:iam::111122223333:role/b';
const group = (fields: Fields, kind = 'managedNodeGroups') => ({
  [kind]: [{ name: 'g', ...fields }],
});
const own = (fields: Fields) => group(fields, 'nodeGroups');
const addon = (fields: Fields, ...more: Fields[]) => ({
  addons: [{ name: 'a', ...fields }, ...more],
});
const pods = (fields: Fields) => ({
  iam: { podIdentityAssociations: [{ namespace: 'n', serviceAccountName: 's', ...fields }] },
});
const account = (fields: Fields) => ({
  iam: { serviceAccounts: [{ metadata: { name: 's', namespace: 'n' }, ...fields }] },
});
const profile = (name: string, namespace = 'n') => ({ name, selectors: [{ namespace }] });
const capability = (fields: Fields) => ({ capabilities: [{ name: 'k', type: 'ACK', ...fields }] });
const provider = (fields: Fields) => ({
  identityProviders: [
    { name: 'p', type: 'oidc', clientID: 'x', issuerURL: 'https://a.example', ...fields },
  ],
});
const entry = (fields: Fields) => ({
  accessConfig: { accessEntries: [{ principalARN: user, ...fields }] },
});
const argocd = (fields: Fields) => ({ configuration: { argocd: fields } });
const podRole = { namespace: 'n', serviceAccountName: 's', roleARN: role };
const ASG = `$(aws eks describe-nodegroup ${A} --nodegroup-name g --query 'nodegroup.resources.autoScalingGroups[0].name' --output text)`;
const OWN_ASG =
  '$(aws cloudformation describe-stack-resource --region r --stack-name eksctl-c-nodegroup-g --logical-resource-id NodeGroup --query StackResourceDetail.PhysicalResourceId --output text)';
const ACCOUNT_ROLE =
  '"$(aws cloudformation describe-stack-resource --region r --stack-name eksctl-c-addon-iamserviceaccount-n-s --logical-resource-id Role1 --query StackResourceDetail.PhysicalResourceId --output text)"';
const CLUSTER_ROLE = `"$(aws eks describe-cluster ${N} --query cluster.roleArn --output text | cut -d/ -f2)"`;
const tag = (arn: string, tags = `'{"t":"v"}'`) =>
  `aws eks tag-resource --region r --resource-arn "${arn}" --tags ${tags}`;
const anew = [
  '| eksctl create nodegroup -f - "name":"g-next"',
  `eksctl delete nodegroup ${C} --name g --wait`,
  `eksctl create nodegroup ${F} --include g`,
  `eksctl delete nodegroup ${C} --name g-next`,
];
const mode = (name: string) =>
  `eksctl utils update-authentication-mode ${C} --authentication-mode ${name}`;
const OVERRIDE = '--override-existing-serviceaccounts';
const restarted = `kubectl get deployments,statefulsets,daemonsets --namespace n --output jsonpath='{range .items[?(@.spec.template.spec.serviceAccountName=="s")]}{.kind}/{.metadata.name}{"\\n"}{end}' | xargs -r kubectl rollout restart --namespace n`;
const unassociated = `aws eks delete-pod-identity-association ${A} --association-id "$(aws eks list-pod-identity-associations ${A} --namespace n --service-account s --query 'associations[0].associationId' --output text)"`;
const kept = 'kubectl label serviceaccount s --namespace n app.kubernetes.io/managed-by-';
const latest = (...names: string[]) =>
  names.map((name) => `eksctl update addon ${C} --name ${name} --version latest`);
const unnamed = latest('vpc-cni', 'coredns', 'kube-proxy');
const waitForGroup = `aws eks wait nodegroup-active ${A} --nodegroup-name g`;
const version = (text: string, more: Fields = {}) => ({
  metadata: { name: 'c', region: 'r', version: text },
  ...more,
});
const step = (minor: string) =>
  `eksctl upgrade cluster --name c --region r --version ${minor} --approve`;
const bare = (fields: Fields) => ({ addonsConfig: { disableDefaultAddons: true }, ...fields });
const drainFargate =
  'kubectl drain --selector eks.amazonaws.com/compute-type=fargate --ignore-daemonsets --delete-emptydir-data';
const nodes = (minor: string, name = 'g') =>
  `eksctl upgrade nodegroup ${C} --name ${name} --kubernetes-version ${minor}`;

const cases: Readonly<Record<string, [Fields, Fields, PlanCase['commands']]>> = {
  'another name': [{}, { metadata: { name: 'd', region: 'r' } }, 'new cluster'],
  'another network': [
    { vpc: { cidr: '10.0.0.0/16' } },
    { vpc: { cidr: '10.1.0.0/16' } },
    'new cluster',
  ],
  'a subnet more in a VPC that is there': [
    { vpc: { id: 'v', subnets: { private: { a: { id: 's1' } } } } },
    { vpc: { id: 'v', subnets: { private: { a: { id: 's1' }, b: { id: 's2' } } } } },
    [],
  ],
  'a subnet by another name, with a node group in it': [
    { vpc: { id: 'v', subnets: { private: { a: { id: 's1' } } } }, ...group({ subnets: ['a'] }) },
    { vpc: { id: 'v', subnets: { private: { b: { id: 's1' } } } }, ...group({ subnets: ['b'] }) },
    [],
  ],
  'another subnet by the same name': [
    { vpc: { id: 'v', subnets: { private: { a: { id: 's1' } } } } },
    { vpc: { id: 'v', subnets: { private: { a: { id: 's2' } } } } },
    'new cluster',
  ],
  'a subnet that eksctl would have to make': [
    {},
    { vpc: { subnets: { private: { a: { cidr: '10.0.0.0/19' } } } } },
    'new cluster',
  ],
  "the control plane's role": [{}, { iam: { serviceRoleARN: role } }, 'new cluster'],
  'a private cluster': [{}, { privateCluster: { enabled: true } }, 'new cluster'],
  IPv6: [{}, { kubernetesNetworkConfig: { ipFamily: 'IPv6' } }, 'new cluster'],
  'an Outpost': [{}, { outpost: { controlPlaneOutpostARN: 'x' } }, 'new cluster'],
  'roles for remote nodes': [
    { remoteNetworkConfig: { iam: { provider: 'ssm' } } },
    { remoteNetworkConfig: { iam: { provider: 'ira' } } },
    'new cluster',
  ],
  Karpenter: [{ karpenter: { version: '1' } }, { karpenter: { version: '2' } }, 'no command'],
  'zones that are named now': [
    {},
    { availabilityZones: ['ra', 'rb'] },
    [
      `aws ec2 describe-subnets --region r --subnet-ids $(aws eks describe-cluster ${N} --query 'cluster.resourcesVpcConfig.subnetIds' --output text) --query 'Subnets[].AvailabilityZone' --output text`,
    ],
  ],
  'other zones': [{ availabilityZones: ['ra'] }, { availabilityZones: ['rb'] }, 'new cluster'],
  'the way to the API': [
    {},
    { vpc: { clusterEndpoints: { privateAccess: true } } },
    [`eksctl utils update-cluster-vpc-config ${F} --approve`],
  ],
  'from somewhere else: opened first, narrowed last': [
    { vpc: { publicAccessCIDRs: ['198.51.100.0/24'] }, ...pods({}) },
    { vpc: { publicAccessCIDRs: ['192.0.2.0/24'] } },
    [
      `eksctl utils update-cluster-vpc-config ${C} --private-access=false --public-access=true --public-access-cidrs 192.0.2.0/24,198.51.100.0/24 --approve`,
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'from somewhere else, and nothing else': [
    { vpc: { cidr: '10.0.0.0/16', publicAccessCIDRs: ['198.51.100.0/24'] } },
    { vpc: { cidr: '10.0.0.0/16', publicAccessCIDRs: ['192.0.2.0/24'] } },
    [`eksctl utils update-cluster-vpc-config ${F} --approve`],
  ],
  'from outside of the VPC again, from where no file says': [
    { vpc: { clusterEndpoints: { privateAccess: true, publicAccess: false } } },
    group({}),
    [
      `eksctl utils update-cluster-vpc-config ${C} --private-access=true --public-access=true --approve`,
      `eksctl create nodegroup ${F} --include g`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'from more places, before what needs it': [
    { vpc: { publicAccessCIDRs: ['198.51.100.0/24'] } },
    { vpc: { publicAccessCIDRs: ['192.0.2.0/24', '198.51.100.0/24'] }, ...group({}) },
    [
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
      `eksctl create nodegroup ${F} --include g`,
    ],
  ],
  'from fewer places, after all else': [
    {},
    { vpc: { publicAccessCIDRs: ['192.0.2.0/24'] }, ...group({}) },
    [
      `eksctl create nodegroup ${F} --include g`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'from within the VPC alone, with other subnets of the control plane': [
    { vpc: { publicAccessCIDRs: ['192.0.2.0/24'] } },
    {
      vpc: {
        clusterEndpoints: { privateAccess: true, publicAccess: false },
        controlPlaneSubnetIDs: ['subnet-1'],
      },
      ...group({}),
    },
    [
      `eksctl utils update-cluster-vpc-config ${C} --private-access=true --public-access=true --approve`,
      `eksctl create nodegroup ${F} --include g`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'from everywhere, but no longer from within the VPC': [
    {
      vpc: { publicAccessCIDRs: ['192.0.2.0/24'], clusterEndpoints: { privateAccess: true } },
    },
    { vpc: { clusterEndpoints: { privateAccess: false } } },
    [
      `eksctl utils update-cluster-vpc-config ${C} --private-access=true --public-access=true --public-access-cidrs 0.0.0.0/0 --approve`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'from everywhere': [
    { vpc: { publicAccessCIDRs: ['192.0.2.0/24'] } },
    {},
    [`eksctl utils update-cluster-vpc-config ${C} --public-access-cidrs 0.0.0.0/0 --approve`],
  ],
  'the subnets of the control plane': [
    {},
    { vpc: { controlPlaneSubnetIDs: ['subnet-1'] } },
    [`eksctl utils update-cluster-vpc-config ${F} --approve`],
  ],
  'the way in: who is known only to aws-auth gets an entry first': [
    {
      accessConfig: { authenticationMode: 'CONFIG_MAP' },
      iamIdentityMappings: [{ arn: user, groups: ['a'] }],
      ...pods({}),
    },
    { accessConfig: { authenticationMode: 'API', accessEntries: [{ principalARN: user }] } },
    [
      mode('API_AND_CONFIG_MAP'),
      `eksctl create accessentry ${F}`,
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `eksctl delete iamidentitymapping ${C} --arn ${user}`,
      mode('API'),
    ],
  ],
  "the way in, of nodes of eksctl's own too": [
    { accessConfig: { authenticationMode: 'CONFIG_MAP' }, ...own({}) },
    { accessConfig: { authenticationMode: 'API' }, ...own({}) },
    [
      mode('API_AND_CONFIG_MAP'),
      `eksctl utils migrate-to-access-entry ${C} --target-authentication-mode API_AND_CONFIG_MAP --approve`,
      mode('API'),
    ],
  ],
  'the way in, with nodes that get their entry when they are created again': [
    { accessConfig: { authenticationMode: 'CONFIG_MAP' }, ...own({}) },
    { accessConfig: { authenticationMode: 'API' }, ...own({ instanceType: 't3.large' }) },
    [mode('API_AND_CONFIG_MAP'), ...anew, mode('API')],
  ],
  'the ConfigMap and entries': [
    { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
    { accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } },
    [mode('API_AND_CONFIG_MAP')],
  ],
  'the way back': [
    { accessConfig: { authenticationMode: 'API' } },
    { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
    'new cluster',
  ],
  'the creator as no admin': [
    {},
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: false } },
    'no command',
  ],
  'the creator as an admin again': [
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: false } },
    {},
    'no command',
  ],
  'the first access entry': [{}, entry({}), [`eksctl create accessentry ${F}`]],
  'a further access entry': [
    entry({}),
    { accessConfig: { accessEntries: [{ principalARN: user }, { principalARN: role }] } },
    [`| eksctl create accessentry -f - [{"principalARN":"${role}"}]`],
  ],
  'an access entry that goes': [
    entry({}),
    {},
    [`eksctl delete accessentry ${C} --principal-arn ${user}`],
  ],
  'an access entry with other groups': [
    entry({}),
    entry({ kubernetesGroups: ['readers'] }),
    [
      `eksctl delete accessentry ${C} --principal-arn ${user}`,
      '| eksctl create accessentry -f - "kubernetesGroups":["readers"]',
    ],
  ],
  'entries of aws-auth': [
    { iamIdentityMappings: [{ arn: user, groups: ['a'] }, { account: '111122223333' }] },
    {
      iamIdentityMappings: [
        { arn: user, groups: ['a', 'b'], username: 'ada' },
        { arn: role, groups: ['c'], noDuplicateARNs: true },
        { serviceName: 'emr-containers', namespace: 'n' },
      ],
    },
    [
      `eksctl create iamidentitymapping ${C} --arn ${user} --username ada --group a --group b`,
      `eksctl create iamidentitymapping ${C} --arn ${role} --group c --no-duplicate-arns`,
      `eksctl create iamidentitymapping ${C} --service-name emr-containers --namespace n`,
      `eksctl delete iamidentitymapping ${C} --arn ${user}`,
      `eksctl delete iamidentitymapping ${C} --account 111122223333`,
    ],
  ],
  'a service in aws-auth that goes': [
    { iamIdentityMappings: [{ serviceName: 'emr-containers', namespace: 'n' }] },
    {},
    ['kubectl delete role,rolebinding emr-containers --namespace n'],
  ],
  'the first identity provider': [
    {},
    provider({}),
    [`eksctl associate identityprovider ${F} --wait`],
  ],
  'an identity provider that goes': [
    provider({}),
    {},
    [`eksctl disassociate identityprovider ${C} --name p --type oidc --wait`],
  ],
  'an identity provider with other settings': [
    provider({}),
    provider({ groupsClaim: 'g' }),
    [
      `eksctl disassociate identityprovider ${C} --name p --type oidc --wait`,
      '| eksctl associate identityprovider -f - --wait "groupsClaim":"g"',
    ],
  ],
  'another identity provider: EKS has room for one': [
    provider({}),
    provider({ name: 'q' }),
    [
      `eksctl disassociate identityprovider ${C} --name p --type oidc --wait`,
      '| eksctl associate identityprovider -f - --wait "name":"q"',
    ],
  ],
  "an identity provider's tag": [
    provider({}),
    provider({ tags: { t: 'v' } }),
    [
      tag(
        `$(aws eks describe-identity-provider-config ${A} --identity-provider-config type=oidc,name=p --query identityProviderConfig.oidc.identityProviderConfigArn --output text)`,
      ),
    ],
  ],
  'standard support alone': [
    {},
    { upgradePolicy: { supportType: 'STANDARD' } },
    [`aws eks update-cluster-config ${N} --upgrade-policy supportType=STANDARD`],
  ],
  'log types': [
    {},
    { cloudWatch: { clusterLogging: { enableTypes: ['api'] } } },
    [`eksctl utils update-cluster-logging ${F} --approve`],
  ],
  'all log types': [
    {},
    { cloudWatch: { clusterLogging: { enableTypes: ['*'] } } },
    [`eksctl utils update-cluster-logging ${C} --enable-types all --approve`],
  ],
  'no logs': [
    { cloudWatch: { clusterLogging: { enableTypes: ['api'] } } },
    {},
    [`eksctl utils update-cluster-logging ${C} --disable-types all --approve`],
  ],
  'how long logs stay': [
    { cloudWatch: { clusterLogging: { enableTypes: ['api'] } } },
    { cloudWatch: { clusterLogging: { enableTypes: ['api'], logRetentionInDays: 7 } } },
    [
      'aws logs put-retention-policy --region r --log-group-name /aws/eks/c/cluster --retention-in-days 7',
    ],
  ],
  'a key for Secrets': [
    {},
    { secretsEncryption: { keyARN: 'x' } },
    [`eksctl utils enable-secrets-encryption ${F} --approve`],
  ],
  'another key for Secrets': [
    { secretsEncryption: { keyARN: 'x' } },
    { secretsEncryption: { keyARN: 'y' } },
    'new cluster',
  ],
  'zonal shift': [
    {},
    { zonalShiftConfig: { enabled: true } },
    [`eksctl utils update-zonal-shift-config ${F}`],
  ],
  'zonal shift that is not named any more': [
    { zonalShiftConfig: { enabled: true } },
    {},
    [`eksctl utils update-zonal-shift-config ${C} --enable-zonal-shift=false`],
  ],
  'a larger control plane': [
    {},
    { controlPlaneScalingConfig: { tier: 'tier-xl' } },
    [`aws eks update-cluster-config ${N} --control-plane-scaling-config tier=tier-xl`],
  ],
  "settings of the control plane's parts": [
    {},
    { kubeAPIServerConfig: { eventTTL: '2h' } },
    [`eksctl utils update-control-plane-component-config ${F}`],
  ],
  'Auto Mode on': [
    { autoModeConfig: { enabled: false } },
    { autoModeConfig: { enabled: true } },
    [`eksctl update auto-mode-config ${F}`],
  ],
  'Auto Mode off: nodes need the addons that it brought, and its own nodes go last': [
    { autoModeConfig: { enabled: true } },
    { autoModeConfig: { enabled: false }, ...group({}) },
    [
      '| eksctl create addon -f - "addons":[{"name":"vpc-cni"},{"name":"kube-proxy"}]',
      `eksctl create nodegroup ${F} --include g`,
      `eksctl create addon ${C} --name coredns`,
      `eksctl update auto-mode-config ${F}`,
    ],
  ],
  'Auto Mode off, with addons that the file names': [
    { autoModeConfig: { enabled: true }, addons: [{ name: 'kube-proxy' }] },
    {
      autoModeConfig: { enabled: false },
      ...group({}),
      addons: ['vpc-cni', 'coredns', 'kube-proxy', 'a'].map((name) => ({ name })),
    },
    [
      '| eksctl create addon -f - "addons":[{"name":"vpc-cni"}]',
      `eksctl create nodegroup ${F} --include g`,
      `eksctl create addon ${F}`,
      `eksctl update auto-mode-config ${F}`,
    ],
  ],
  'Auto Mode that is not named any more, where no addon comes by itself': [
    { autoModeConfig: { enabled: true } },
    { addonsConfig: { disableDefaultAddons: true } },
    ['| eksctl update auto-mode-config -f - "autoModeConfig":{"enabled":false}'],
  ],
  'another role for the nodes of Auto Mode': [
    { autoModeConfig: { enabled: true, nodeRoleARN: user } },
    { autoModeConfig: { enabled: true, nodeRoleARN: role } },
    'no command',
  ],
  "a boundary for the role of Auto Mode's nodes": [
    { autoModeConfig: { enabled: true } },
    { autoModeConfig: { enabled: true, permissionsBoundaryARN: 'x' } },
    [],
  ],
  "a boundary for the control plane's role": [
    {},
    { iam: { serviceRolePermissionsBoundary: 'x' } },
    [`aws iam put-role-permissions-boundary --role-name ${CLUSTER_ROLE} --permissions-boundary x`],
  ],
  'no boundary any more': [
    { iam: { serviceRolePermissionsBoundary: 'x' } },
    {},
    [`aws iam delete-role-permissions-boundary --role-name ${CLUSTER_ROLE}`],
  ],
  'no network interfaces for pods': [
    {},
    { iam: { vpcResourceControllerPolicy: false } },
    [
      `aws iam detach-role-policy --role-name ${CLUSTER_ROLE} --policy-arn arn:aws:iam::aws:policy/AmazonEKSVPCResourceController`,
    ],
  ],
  'what the next upgrade reads': [
    {},
    { metadata: { name: 'c', region: 'r', forceUpdateVersion: true } },
    [],
  ],
  annotations: [{}, { metadata: { name: 'c', region: 'r', annotations: { a: 'b' } } }, []],
  'a newer minor': [
    version('1.35', { ...group({}), ...addon({}) }),
    version('1.36', { ...group({}), ...addon({}) }),
    [step('1.36'), nodes('1.36'), ...latest('a'), ...unnamed],
  ],
  'a newer minor that is forced': [
    version('1.36', { addonsConfig: { disableDefaultAddons: true } }),
    {
      metadata: { name: 'c', region: 'r', version: '1.37', forceUpdateVersion: true },
      addonsConfig: { disableDefaultAddons: true },
    },
    ['eksctl upgrade cluster --name c --region r --version 1.37 --force --approve'],
  ],
  'a newer minor, with an addon that has its rights by pod identity': [
    version('1.35', addon({ podIdentityAssociations: [podRole] })),
    version('1.36', addon({ podIdentityAssociations: [podRole] })),
    [step('1.36'), '| eksctl update addon -f - "version":"latest"', ...unnamed],
  ],
  'a newer minor, with an addon and a node group that are new': [
    version('1.35', { ...group({}), ...addon({ version: 'v1' }) }),
    version('1.36', {
      managedNodeGroups: [{ name: 'g' }, { name: 'h' }],
      ...addon({ version: 'v2' }, { name: 'z' }),
    }),
    [
      step('1.36'),
      nodes('1.36'),
      `eksctl create nodegroup ${F} --include h`,
      `eksctl create addon ${F}`,
      ...unnamed,
      `eksctl update addon ${F}`,
    ],
  ],
  'a newer minor, with a node group that is made anew anyway': [
    version('1.35', { ...group({ instanceType: 'x' }), ...addon({}) }),
    version('1.36', { ...group({ instanceType: 'y' }), ...addon({}) }),
    [step('1.36'), ...anew, ...latest('a'), ...unnamed],
  ],
  "a newer minor, with nodes of eksctl's own": [
    version('1.35', own({ minSize: 1 })),
    version('1.36', own({ minSize: 2 })),
    [step('1.36'), ...anew, ...unnamed],
  ],
  'four minors at once: nodes that are made anew would be too old': [
    version('1.32', {
      ...group({ instanceType: 'x' }),
      addonsConfig: { disableDefaultAddons: true },
    }),
    version('1.36', {
      ...group({ instanceType: 'y' }),
      addonsConfig: { disableDefaultAddons: true },
    }),
    [step('1.33'), nodes('1.33'), step('1.34'), step('1.35'), step('1.36'), ...anew],
  ],
  "four minors at once, with nodes of eksctl's own": [
    version('1.32', own({})),
    version('1.36', own({})),
    'no command',
  ],
  "four minors at once, with nodes of eksctl's own that are more": [
    version('1.32', own({ minSize: 1 })),
    version('1.36', own({ minSize: 2 })),
    [`eksctl scale nodegroup ${C} --name g --nodes-min 2`],
  ],
  'a newer minor, where what is there does not say its own: look first': [
    bare({}),
    version('1.36', bare(group({}))),
    [
      `aws eks describe-cluster ${N} --query cluster.version --output text`,
      step('1.36'),
      `eksctl create nodegroup ${F} --include g`,
    ],
  ],
  'a newer minor, with images of its own: the nodes keep theirs': [
    version(
      '1.35',
      bare({ ...group({ ami: 'ami-1' }), nodeGroups: [{ name: 'h', ami: 'ami-1' }] }),
    ),
    version(
      '1.36',
      bare({ ...group({ ami: 'ami-1' }), nodeGroups: [{ name: 'h', ami: 'ami-1' }] }),
    ),
    [step('1.36')],
  ],
  'a newer minor, with another image of its own': [
    version('1.35', bare(own({ ami: 'ami-1' }))),
    version('1.36', bare(own({ ami: 'ami-2' }))),
    [step('1.36'), ...anew],
  ],
  'four minors at once, with an image of its own': [
    version('1.32', group({ ami: 'ami-1' })),
    version('1.36', group({ ami: 'ami-1' })),
    'no command',
  ],
  'four minors at once, with pods on Fargate, which would be too old': [
    version('1.32', bare({ fargateProfiles: [profile('f')] })),
    version('1.36', bare({ fargateProfiles: [profile('f')] })),
    [step('1.33'), drainFargate, step('1.34'), step('1.35'), step('1.36'), drainFargate],
  ],
  'two minors with a release of the image: the nodes get it at once': [
    version('1.35', bare(group({ releaseVersion: '1.35.1-20261001' }))),
    version('1.37', bare(group({ releaseVersion: '1.37.1-20261101' }))),
    [
      step('1.36'),
      nodes('1.36'),
      step('1.37'),
      `eksctl upgrade nodegroup ${C} --name g --release-version 1.37.1-20261101`,
    ],
  ],
  'the latest version, whichever that is': [version('1.36'), version('latest'), 'no command'],
  'an older minor': [version('1.36'), version('1.35'), 'new cluster'],
  'a minor that is not named any more': [version('1.36'), {}, []],
  'networks outside of AWS': [
    version('1.36', { remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.1.0.0/16'] }] } }),
    version('1.36', { remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.2.0.0/16'] }] } }),
    [`eksctl upgrade cluster ${F} --approve`],
  ],
  'networks outside of AWS, where eksctl would upgrade': [
    {},
    { remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.2.0.0/16'] }] } },
    [
      `aws eks update-cluster-config ${N} --remote-network-config '{"remoteNodeNetworks":[{"cidrs":["10.2.0.0/16"]}],"remotePodNetworks":[]}'`,
    ],
  ],
  OIDC: [
    {},
    { iam: { withOIDC: true } },
    [`eksctl utils associate-iam-oidc-provider ${F} --approve`],
  ],
  'OIDC that is not named any more': [{ iam: { withOIDC: true } }, {}, []],
  'a ServiceAccount more': [
    {},
    account({}),
    [`eksctl create iamserviceaccount ${F} --include n/s --approve`],
  ],
  'a ServiceAccount less, in the namespace that it does not name': [
    { iam: { serviceAccounts: [{ metadata: { name: 's' } }] } },
    {},
    [`eksctl delete iamserviceaccount ${C} --namespace default --name s`],
  ],
  'a ServiceAccount more, in the namespace that it does not name': [
    {},
    { iam: { serviceAccounts: [{ metadata: { name: 's' }, attachPolicyARNs: ['x'] }] } },
    [`eksctl create iamserviceaccount ${F} --include '*/s' --approve`],
  ],
  'the same, beside one of that name in another namespace': [
    account({ attachPolicyARNs: ['x'] }),
    {
      iam: {
        serviceAccounts: [
          { metadata: { name: 's', namespace: 'n' }, attachPolicyARNs: ['x'] },
          { metadata: { name: 's' }, attachPolicyARNs: ['x'] },
        ],
      },
    },
    ['| eksctl create iamserviceaccount -f - --approve "namespace":"default","name":"s"'],
  ],
  'policies of a ServiceAccount': [
    account({ attachPolicyARNs: ['x'] }),
    account({ attachPolicyARNs: ['y'] }),
    [`eksctl update iamserviceaccount ${F} --include n/s --approve`],
  ],
  "the name of a ServiceAccount's role": [
    account({ roleName: 'x' }),
    account({ roleName: 'y', attachPolicyARNs: ['y'] }),
    [
      kept,
      `eksctl delete iamserviceaccount ${C} --namespace n --name s --wait`,
      `eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`,
      restarted,
    ],
  ],
  "the name of the role beside a ServiceAccount of one's own": [
    account({ roleOnly: true, roleName: 'x' }),
    account({ roleOnly: true, roleName: 'y' }),
    [
      `eksctl delete iamserviceaccount ${C} --namespace n --name s --wait`,
      `eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`,
      restarted,
    ],
  ],
  "another role of one's own for a ServiceAccount": [
    account({ attachRoleARN: user }),
    account({ attachRoleARN: role }),
    [`eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`, restarted],
  ],
  "a ServiceAccount of one's own from now on, with the role that it has": [
    account({}),
    account({ roleOnly: true }),
    [kept],
  ],
  "a ServiceAccount of eksctl's from now on": [
    account({ roleOnly: true }),
    account({}),
    [
      `eksctl delete iamserviceaccount ${C} --namespace n --name s --wait`,
      `eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`,
      restarted,
    ],
  ],
  "a ServiceAccount that was eksctl's, said": [account({}), account({ roleOnly: false }), []],
  'a pod identity association instead of the role of a ServiceAccount, which stays': [
    account({}),
    {
      ...pods({ createServiceAccount: true, permissionPolicyARNs: ['x'] }),
      addons: [{ name: 'eks-pod-identity-agent' }],
    },
    [
      '| eksctl create addon -f - "eks-pod-identity-agent"',
      `eksctl create podidentityassociation ${F}`,
      kept,
      'kubectl annotate serviceaccount s --namespace n eks.amazonaws.com/role-arn-',
      restarted,
      `eksctl delete iamserviceaccount ${C} --namespace n --name s`,
    ],
  ],
  'the role of a ServiceAccount instead of a pod identity association, and the agent last': [
    { ...pods({}), addons: [{ name: 'eks-pod-identity-agent' }] },
    account({}),
    [
      `eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`,
      unassociated,
      restarted,
      kept,
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `eksctl delete addon ${C} --name eks-pod-identity-agent`,
    ],
  ],
  "the role of a ServiceAccount instead of a pod identity association with one's own": [
    pods({ roleARN: role }),
    account({ attachRoleARN: role }),
    [
      `eksctl create iamserviceaccount ${F} --include n/s --approve ${OVERRIDE}`,
      unassociated,
      restarted,
    ],
  ],
  'a label and an annotation of a ServiceAccount': [
    account({ metadata: { name: 's', namespace: 'n', annotations: { a: 'b' } } }),
    account({ metadata: { name: 's', namespace: 'n', labels: { a: 'b' } } }),
    [
      'kubectl annotate serviceaccount s --namespace n --overwrite a-',
      'kubectl label serviceaccount s --namespace n --overwrite a=b',
    ],
  ],
  "tags of a ServiceAccount's role": [
    account({ tags: { old: 'x' } }),
    account({ tags: { t: 'v' } }),
    [
      `aws iam untag-role --role-name ${ACCOUNT_ROLE} --tag-keys old`,
      `aws iam tag-role --role-name ${ACCOUNT_ROLE} --tags '[{"Key":"t","Value":"v"}]'`,
    ],
  ],
  'tags of a role that eksctl did not make': [
    account({ attachRoleARN: role }),
    account({ attachRoleARN: role, tags: { t: 'v' } }),
    [],
  ],
  'what eksctl writes of a ServiceAccount': [
    account({}),
    account({ status: { roleARN: 'x' } }),
    [],
  ],
  'a node group more': [{}, group({}), [`eksctl create nodegroup ${F} --include g`]],
  "a node group of eksctl's own more": [{}, own({}), [`eksctl create nodegroup ${F} --include g`]],
  'a node group less': [group({}), {}, [`eksctl delete nodegroup ${C} --name g`]],
  'a node group that EKS manages from now on': [own({}), group({}), anew],
  'numbers of nodes': [
    group({ minSize: 1 }),
    group({ minSize: 2, maxSize: 4, desiredCapacity: 3 }),
    [`eksctl scale nodegroup ${C} --name g --nodes 3 --nodes-min 2 --nodes-max 4`],
  ],
  'room for more nodes: the autoscaler keeps its number': [
    group({ minSize: 2, desiredCapacity: 3, maxSize: 6 }),
    group({ minSize: 2, desiredCapacity: 3, maxSize: 20 }),
    [`eksctl scale nodegroup ${C} --name g --nodes-max 20`],
  ],
  "numbers of nodes of eksctl's own": [
    own({ minSize: 1, desiredCapacity: 2, maxSize: 2 }),
    own({ minSize: 1, desiredCapacity: 2, maxSize: 3 }),
    [`eksctl scale nodegroup ${C} --name g --nodes-max 3`],
  ],
  'numbers that are not named any more': [group({ minSize: 1 }), group({}), []],
  'node labels': [
    group({ labels: { a: 'b', c: 'd' } }),
    group({ labels: { a: 'e' } }),
    [
      `eksctl set labels ${C} --nodegroup g --labels a=e`,
      waitForGroup,
      `eksctl unset labels ${C} --nodegroup g --labels c`,
    ],
  ],
  "node labels of eksctl's own": [own({}), own({ labels: { a: 'b' } }), anew],
  taints: [
    group({ taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] }),
    group({ taints: [{ key: 'l', effect: 'NoExecute' }] }),
    [
      `aws eks update-nodegroup-config ${A} --nodegroup-name g --taints '{"addOrUpdateTaints":[{"key":"l","effect":"NO_EXECUTE"}],"removeTaints":[{"key":"k","effect":"NO_SCHEDULE"}]}'`,
    ],
  ],
  'how many nodes at a time': [
    group({}),
    group({ updateConfig: { maxUnavailable: 2 } }),
    [`eksctl update nodegroup ${F}`],
  ],
  'how many nodes at a time, in one of two groups': [
    { managedNodeGroups: [{ name: 'g' }, { name: 'h' }] },
    { managedNodeGroups: [{ name: 'g', updateConfig: { maxUnavailable: 2 } }, { name: 'h' }] },
    [
      `aws eks update-nodegroup-config ${A} --nodegroup-name g --update-config '{"maxUnavailable":2}'`,
    ],
  ],
  'repair of nodes': [
    group({}),
    group({ nodeRepairConfig: { enabled: true } }),
    [
      `aws eks update-nodegroup-config ${A} --nodegroup-name g --node-repair-config '{"enabled":true}'`,
    ],
  ],
  'several updates of a node group, of which EKS takes one at a time': [
    { managedNodeGroups: [{ name: 'g' }, { name: 'h' }] },
    {
      managedNodeGroups: [
        { name: 'g', maxSize: 9, labels: { a: 'b' }, nodeRepairConfig: { enabled: true } },
        { name: 'h', labels: { a: 'b' } },
      ],
    },
    [
      `eksctl scale nodegroup ${C} --name g --nodes-max 9`,
      waitForGroup,
      `eksctl set labels ${C} --nodegroup g --labels a=b`,
      `eksctl set labels ${C} --nodegroup h --labels a=b`,
      waitForGroup,
      `aws eks update-nodegroup-config ${A} --nodegroup-name g --node-repair-config '{"enabled":true}'`,
    ],
  ],
  'several updates of a cluster, of which eksctl waits for its own': [
    {},
    {
      upgradePolicy: { supportType: 'STANDARD' },
      cloudWatch: { clusterLogging: { enableTypes: ['api'] } },
      zonalShiftConfig: { enabled: true },
    },
    [
      `aws eks update-cluster-config ${N} --upgrade-policy supportType=STANDARD`,
      `aws eks wait cluster-active ${N}`,
      `eksctl utils update-cluster-logging ${F} --approve`,
      `eksctl utils update-zonal-shift-config ${F}`,
    ],
  ],
  'updates of a cluster, of which the last narrows the way to it': [
    {},
    { upgradePolicy: { supportType: 'STANDARD' }, vpc: { publicAccessCIDRs: ['192.0.2.0/24'] } },
    [
      `aws eks update-cluster-config ${N} --upgrade-policy supportType=STANDARD`,
      `aws eks wait cluster-active ${N}`,
      `eksctl utils update-cluster-vpc-config ${F} --approve`,
    ],
  ],
  'a release of the image': [
    group({}),
    group({ releaseVersion: '1.36.1-20261101' }),
    [`eksctl upgrade nodegroup ${C} --name g --release-version 1.36.1-20261101`],
  ],
  "a node group's tag, with a comma, at which the AWS command line would cut it": [
    group({}),
    group({ tags: { t: 'v,w' } }),
    [
      tag(
        `$(aws eks describe-nodegroup ${A} --nodegroup-name g --query nodegroup.nodegroupArn --output text)`,
        `'{"t":"v,w"}'`,
      ),
      `aws autoscaling create-or-update-tags --region r --tags '[{"ResourceId":"'"${ASG}"'","ResourceType":"auto-scaling-group","Key":"t","Value":"v,w","PropagateAtLaunch":true}]'`,
    ],
  ],
  "a tag less of nodes of eksctl's own": [
    own({ tags: { t: 'v' } }),
    own({}),
    [
      `aws autoscaling delete-tags --region r --tags '[{"ResourceId":"'"${OWN_ASG}"'","ResourceType":"auto-scaling-group","Key":"t"}]'`,
    ],
  ],
  'what an Auto Scaling group does by itself': [
    group({ asgSuspendProcesses: ['Launch', 'AZRebalance'] }),
    group({ asgSuspendProcesses: ['AZRebalance', 'Terminate'] }),
    [
      `aws autoscaling resume-processes --region r --auto-scaling-group-name "${ASG}" --scaling-processes Launch`,
      `aws autoscaling suspend-processes --region r --auto-scaling-group-name "${ASG}" --scaling-processes Terminate`,
    ],
  ],
  'tags that Auto Scaling groups take over': [group({}), group({ propagateASGTags: true }), []],
  'how nodes are updated that nobody updates': [
    own({}),
    own({ updateConfig: { maxUnavailable: 2 } }),
    [],
  ],
  "another version of one's own template": [
    group({ launchTemplate: { id: 'lt-1', version: '1' } }),
    group({ launchTemplate: { id: 'lt-1', version: '2' } }),
    [`eksctl upgrade nodegroup ${C} --name g --launch-template-version 2`],
  ],
  "the template's default version": [
    group({ launchTemplate: { id: 'lt-1', version: '1' } }),
    group({ launchTemplate: { id: 'lt-1' } }),
    [`aws eks update-nodegroup-version ${A} --nodegroup-name g --launch-template id=lt-1`],
  ],
  'another instance type': [group({}), group({ instanceType: 'x', labels: { a: 'b' } }), anew],
  'another volume, while the name beside it is taken': [
    { managedNodeGroups: [{ name: 'g' }, { name: 'g-next' }] },
    { managedNodeGroups: [{ name: 'g', volumeSize: 100 }, { name: 'g-next' }] },
    [
      '| eksctl create nodegroup -f - "name":"g-next-2"',
      ...anew.slice(1, 3),
      `eksctl delete nodegroup ${C} --name g-next-2`,
    ],
  ],
  'a Fargate profile more': [
    {},
    { fargateProfiles: [profile('f')] },
    [`eksctl create fargateprofile ${F}`],
  ],
  'a Fargate profile less': [
    { fargateProfiles: [profile('f')] },
    {},
    [`eksctl delete fargateprofile ${C} --name f --wait`],
  ],
  'a Fargate profile for other pods': [
    { fargateProfiles: [profile('f')] },
    { fargateProfiles: [profile('f', 'm')] },
    [
      '| eksctl create fargateprofile -f - "name":"f-next"',
      `eksctl delete fargateprofile ${C} --name f --wait`,
      '| eksctl create fargateprofile -f - "name":"f"',
      `eksctl delete fargateprofile ${C} --name f-next --wait`,
    ],
  ],
  'another role for Fargate': [
    {
      iam: { fargatePodExecutionRoleARN: user },
      fargateProfiles: [profile('f'), { ...profile('h'), podExecutionRoleARN: 'x' }],
    },
    {
      iam: { fargatePodExecutionRoleARN: role },
      fargateProfiles: [profile('f'), { ...profile('h'), podExecutionRoleARN: 'x' }],
    },
    [
      `| eksctl create fargateprofile -f - "fargatePodExecutionRoleARN":"${role}"`,
      `eksctl delete fargateprofile ${C} --name f --wait`,
      '| eksctl create fargateprofile -f - "name":"f"',
      `eksctl delete fargateprofile ${C} --name f-next --wait`,
    ],
  ],
  "a Fargate profile's tag": [
    { fargateProfiles: [profile('f')] },
    { fargateProfiles: [{ ...profile('f'), tags: { t: 'v' } }] },
    [
      tag(
        `$(aws eks describe-fargate-profile ${A} --fargate-profile-name f --query fargateProfile.fargateProfileArn --output text)`,
      ),
    ],
  ],
  'what EKS writes of a Fargate profile': [
    { fargateProfiles: [profile('f')] },
    { fargateProfiles: [{ ...profile('f'), status: 'ACTIVE' }] },
    [],
  ],
  "a boundary for Fargate's role": [
    {},
    { iam: { fargatePodExecutionRolePermissionsBoundary: 'x' } },
    [],
  ],
  'an addon more': [{}, addon({}), [`eksctl create addon ${F}`]],
  'the addons that nodes need, before the first of them': [
    {},
    { ...group({}), addons: ['vpc-cni', 'coredns', 'kube-proxy'].map((name) => ({ name })) },
    [
      '| eksctl create addon -f - "addons":[{"name":"vpc-cni"},{"name":"kube-proxy"}]',
      `eksctl create nodegroup ${F} --include g`,
      `eksctl create addon ${F}`,
    ],
  ],
  'an addon less': [addon({}), {}, [`eksctl delete addon ${C} --name a`]],
  'an addon less that eksctl installs anyway': [{ addons: [{ name: 'coredns' }] }, {}, []],
  'an addon less that eksctl installs, where the file says no': [
    { addons: [{ name: 'coredns' }] },
    { addonsConfig: { disableDefaultAddons: true } },
    [`eksctl delete addon ${C} --name coredns`],
  ],
  'an addon less that auto mode has in its nodes': [
    {
      addons: [{ name: 'coredns' }, { name: 'metrics-server' }],
      autoModeConfig: { enabled: true },
    },
    { autoModeConfig: { enabled: true } },
    [`eksctl delete addon ${C} --name coredns`],
  ],
  'settings for an addon that eksctl installed': [
    group({}),
    { ...group({}), addons: [{ name: 'coredns', configurationValues: 'a: b' }] },
    [`eksctl create addon ${F}`, `eksctl update addon ${F}`],
  ],
  "an addon's version": [addon({}), addon({ version: 'v2' }), [`eksctl update addon ${F}`]],
  'an addon without settings': [
    addon({ configurationValues: 'a: b' }),
    addon({}),
    ['| eksctl update addon -f - "configurationValues":"{}"'],
  ],
  "how an addon's own changes are kept": [addon({}), addon({ resolveConflicts: 'preserve' }), []],
  "a boundary for an addon's role": [
    addon({ attachPolicyARNs: ['x'] }),
    addon({ attachPolicyARNs: ['x'], permissionsBoundary: 'y' }),
    [`eksctl update addon ${F}`],
  ],
  "an addon's namespace": [
    addon({}),
    addon({ namespaceConfig: { namespace: 'n' } }),
    [
      `eksctl delete addon ${C} --name a`,
      `aws eks wait addon-deleted ${A} --addon-name a`,
      '| eksctl create addon -f - "name":"a"',
    ],
  ],
  "an addon's policies": [
    addon({ attachPolicyARNs: ['x'] }),
    addon({ attachPolicyARNs: ['y'] }),
    [`eksctl update addon ${F}`],
  ],
  'an addon without any rights: its pods go on': [
    addon({ attachPolicyARNs: ['x'] }),
    addon({}),
    [
      `eksctl delete addon ${C} --name a --preserve`,
      `aws eks wait addon-deleted ${A} --addon-name a`,
      'aws cloudformation delete-stack --region r --stack-name eksctl-c-addon-a',
      'aws cloudformation wait stack-delete-complete --region r --stack-name eksctl-c-addon-a',
      '| eksctl create addon -f - "name":"a"',
    ],
  ],
  "an addon without a role of one's own": [
    addon({ serviceAccountRoleARN: role }),
    addon({}),
    [
      `eksctl delete addon ${C} --name a --preserve`,
      `aws eks wait addon-deleted ${A} --addon-name a`,
      '| eksctl create addon -f - "name":"a"',
    ],
  ],
  'an addon without pod identity': [
    addon({ podIdentityAssociations: [podRole] }),
    addon({}),
    ['| eksctl update addon -f - "podIdentityAssociations":[]', `eksctl update addon ${F}`],
  ],
  "an addon's tag": [
    addon({}),
    addon({ tags: { t: 'v' } }),
    [tag(`$(aws eks describe-addon ${A} --addon-name a --query addon.addonArn --output text)`)],
  ],
  'by what an addon is looked up': [addon({}), addon({ owners: ['aws'] }), []],
  'what new addons get': [{}, { addonsConfig: { autoApplyPodIdentityAssociations: true } }, []],
  'the first pod identity association': [
    {},
    pods({ permissionPolicyARNs: ['x'] }),
    [`eksctl create podidentityassociation ${F}`],
  ],
  'a further pod identity association': [
    pods({}),
    {
      iam: {
        podIdentityAssociations: [
          { namespace: 'n', serviceAccountName: 's' },
          { namespace: 'm', serviceAccountName: 's', roleARN: role },
        ],
      },
    },
    ['| eksctl create podidentityassociation -f - [{"namespace":"m"'],
  ],
  'a pod identity association less': [
    pods({}),
    {},
    [`eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`],
  ],
  'policies of pods': [
    pods({ permissionPolicyARNs: ['x'] }),
    pods({ permissionPolicyARNs: ['y'] }),
    ['| eksctl update podidentityassociation -f - "permissionPolicyARNs":["y"]'],
  ],
  "another role of one's own for pods": [
    pods({ roleARN: user, tags: { a: 'b' } }),
    pods({ roleARN: role, tags: { a: 'b' } }),
    [
      `| eksctl update podidentityassociation -f - [{"namespace":"n","serviceAccountName":"s","roleARN":"${role}"}]`,
    ],
  ],
  "one's own role for pods, instead of eksctl's": [
    pods({ permissionPolicyARNs: ['x'] }),
    pods({ roleARN: role }),
    [
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `| eksctl create podidentityassociation -f - "roleARN":"${role}"`,
    ],
  ],
  'no second role any more': [
    pods({ roleARN: role, targetRoleARN: user }),
    pods({ roleARN: role }),
    [
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `| eksctl create podidentityassociation -f - "roleARN":"${role}"`,
    ],
  ],
  "the name of the pods' role": [
    pods({ permissionPolicyARNs: ['x'], roleName: 'x' }),
    pods({ permissionPolicyARNs: ['x'], roleName: 'y' }),
    [
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      '| eksctl create podidentityassociation -f - "roleName":"y"',
    ],
  ],
  'the ServiceAccount of pods': [
    pods({}),
    pods({ createServiceAccount: true }),
    ['kubectl create serviceaccount s --namespace n'],
  ],
  "a pod identity association's tag": [
    pods({}),
    pods({ tags: { t: 'v' } }),
    [
      tag(
        `$(aws eks list-pod-identity-associations ${A} --namespace n --service-account s --query 'associations[0].associationArn' --output text)`,
      ),
    ],
  ],
  'the first capability': [{}, capability({}), [`eksctl create capability ${F}`]],
  'a further capability': [
    capability({}),
    {
      capabilities: [
        { name: 'k', type: 'ACK' },
        { name: 'l', type: 'KRO' },
      ],
    },
    ['| eksctl create capability -f - [{"name":"l","type":"KRO"}]'],
  ],
  'a capability less': [capability({}), {}, [`eksctl delete capability ${C} --name k`]],
  'what stays of a capability': [
    capability({ deletePropagationPolicy: 'X' }),
    capability({ deletePropagationPolicy: 'Y' }),
    ['| eksctl update capability -f - "deletePropagationPolicy":"Y"'],
  ],
  'who may use Argo CD': [
    capability(argocd({ rbacRoleMappings: [{ role: 'ADMIN', identities: [{ id: '1' }] }] })),
    capability(argocd({ rbacRoleMappings: [{ role: 'VIEWER', identities: [{ id: '1' }] }] })),
    ['| eksctl update capability -f - "role":"VIEWER"'],
  ],
  'where Argo CD is': [
    capability(argocd({ namespace: 'a' })),
    capability(argocd({ namespace: 'b' })),
    [`eksctl delete capability ${C} --name k`, '| eksctl create capability -f - "namespace":"b"'],
  ],
  "a capability's tag": [
    capability({}),
    capability({ tags: { t: 'v' } }),
    [
      tag(
        `$(aws eks describe-capability ${A} --capability-name k --query capability.arn --output text)`,
      ),
    ],
  ],
  Flux: [
    {},
    { gitops: { flux: { gitProvider: 'github', flags: { owner: 'o' } } } },
    [`eksctl enable flux ${F}`],
  ],
  'Flux that is not named any more': [
    { gitops: { flux: { gitProvider: 'github', flags: { owner: 'o' } } } },
    {},
    [],
  ],
  "the cluster's tags": [
    { metadata: { name: 'c', region: 'r', tags: { old: 'x' } } },
    { metadata: { name: 'c', region: 'r', tags: { t: 'v' } } },
    [
      `aws eks untag-resource --region r --resource-arn "$(aws eks describe-cluster ${N} --query cluster.arn --output text)" --tag-keys old`,
      tag(`$(aws eks describe-cluster ${N} --query cluster.arn --output text)`),
    ],
  ],
  "what is eksctl's own": [{ apiVersion: 'eksctl.io/v1alpha4' }, {}, []],
  'what eksctl takes anyway': [
    {},
    {
      iam: { withOIDC: false },
      vpc: { nat: { gateway: 'Single' }, clusterEndpoints: { publicAccess: true } },
      ...group({}),
    },
    [`eksctl create nodegroup ${F} --include g`],
  ],
  'a group that says what eksctl takes anyway': [
    group({}),
    group({ volumeSize: 80, volumeType: 'gp3', amiFamily: 'AmazonLinux2023', spot: false }),
    [],
  ],
  'another order': [
    { ...addon({}, { name: 'b' }), vpc: { publicAccessCIDRs: ['192.0.2.1/32', '192.0.2.2/32'] } },
    {
      addons: [{ name: 'b' }, { name: 'a' }],
      vpc: { publicAccessCIDRs: ['192.0.2.2/32', '192.0.2.1/32'] },
    },
    [],
  ],
  'another order of instance types, of which the first counts most': [
    group({ instanceTypes: ['x', 'y'] }),
    group({ instanceTypes: ['y', 'x'] }),
    anew,
  ],
  'all at once: who comes in first, who goes last': [
    { ...entry({}), ...group({}), ...addon({}), ...pods({}) },
    {
      accessConfig: { accessEntries: [{ principalARN: role }] },
      managedNodeGroups: [{ name: 'h' }],
      addons: [{ name: 'b' }],
      capabilities: [{ name: 'k', type: 'ACK' }],
    },
    [
      `| eksctl create accessentry -f - "${role}"`,
      `eksctl create nodegroup ${F} --include h`,
      `eksctl delete nodegroup ${C} --name g`,
      `eksctl create addon ${F}`,
      `eksctl create capability ${F}`,
      `eksctl delete addon ${C} --name a`,
      `eksctl delete podidentityassociation ${C} --namespace n --service-account-name s`,
      `eksctl delete accessentry ${C} --principal-arn ${user}`,
    ],
  ],
};

/** A case for each row of the table of changes at least. */
export const planCases: readonly PlanCase[] = Object.entries(cases).map(
  ([what, [before, after, commands]]) => ({ what, before, after, commands }),
);
