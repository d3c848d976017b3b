import { absent } from './good-config.ts';
import { type Case, managed, own, template, testRules } from './rule-cases.ts';

testRules({
  'connection-tracking': [
    [
      'no timeout',
      { [`${managed}.connectionTracking`]: {} },
      'managedNodeGroups[0].connectionTracking',
      { [`${managed}.connectionTracking`]: { udpTimeout: 30 } },
    ],
    [
      'a timeout that is too long',
      { [`${own}.connectionTracking`]: { udpStreamTimeout: 181 } },
      'nodeGroups[0].connectionTracking.udpStreamTimeout',
      { [`${own}.connectionTracking`]: { udpStreamTimeout: 180 } },
    ],
  ],
  'node-group-names': [
    [
      'one twice',
      { [`${managed}.name`]: 'spot' },
      'managedNodeGroups[1].name',
      { [`${managed}.name`]: 'Spot' },
    ],
    ['one managed and own', { [`${managed}.name`]: 'own' }, 'managedNodeGroups[0].name'],
    [
      'an underscore',
      { [`${managed}.name`]: 'Work_ers' },
      'managedNodeGroups[0].name',
      { [`${managed}.name`]: 'Work-ers' },
    ],
    [
      'a dot in an own one',
      { [`${own}.name`]: 'a.b' },
      'nodeGroups[0].name',
      { [`${own}.name`]: '1-a' },
    ],
    [
      'one too long',
      { [`${own}.name`]: 'a'.repeat(64) },
      'nodeGroups[0].name',
      { [`${own}.name`]: 'a'.repeat(63) },
    ],
  ],
  'node-group-size': [
    [
      'a negative minimum',
      { [`${managed}.minSize`]: -1 },
      'managedNodeGroups[0].minSize',
      { [`${managed}.minSize`]: 0 },
    ],
    [
      'a maximum of 0',
      { [`${managed}.maxSize`]: 0 },
      'managedNodeGroups[0].maxSize',
      { [`${own}.maxSize`]: 1 },
    ],
    [
      'desired under the minimum',
      { [`${managed}.desiredCapacity`]: 0 },
      'managedNodeGroups[0].minSize',
      { [`${managed}.desiredCapacity`]: 1 },
    ],
    [
      'desired over the maximum',
      { [`${managed}.desiredCapacity`]: 5 },
      'managedNodeGroups[0].desiredCapacity',
      { [`${managed}.desiredCapacity`]: 4 },
    ],
    [
      'a minimum over the maximum',
      { [`${managed}.desiredCapacity`]: absent, [`${managed}.minSize`]: 5 },
      'managedNodeGroups[0].minSize',
    ],
    [
      'a maximum under the default',
      {
        [`${managed}.minSize`]: absent,
        [`${managed}.desiredCapacity`]: absent,
        [`${managed}.maxSize`]: 1,
      },
      'managedNodeGroups[0].maxSize',
      {
        [`${managed}.minSize`]: absent,
        [`${managed}.desiredCapacity`]: absent,
        [`${managed}.maxSize`]: 2,
      },
    ],
    [
      'two limits of an update',
      { [`${managed}.updateConfig.maxUnavailablePercentage`]: 50 },
      'managedNodeGroups[0].updateConfig',
      { [`${managed}.updateConfig`]: { maxUnavailablePercentage: 50 } },
    ],
    [
      'no limit of an update',
      { [`${managed}.updateConfig`]: {} },
      'managedNodeGroups[0].updateConfig',
      { [`${managed}.updateConfig`]: absent },
    ],
    [
      'more in an update than there are',
      { [`${managed}.updateConfig.maxUnavailable`]: 5 },
      'managedNodeGroups[0].updateConfig.maxUnavailable',
      { [`${managed}.updateConfig.maxUnavailable`]: 4 },
    ],
    [
      'a percentage over 100',
      { [`${managed}.updateConfig`]: { maxUnavailablePercentage: 101 } },
      'managedNodeGroups[0].updateConfig.maxUnavailablePercentage',
    ],
    [
      'updates of own nodes',
      { [`${own}.updateConfig.maxUnavailable`]: 1 },
      'nodeGroups[0].updateConfig',
    ],
    [
      'two limits of repairs',
      { [`${managed}.nodeRepairConfig.maxParallelNodesRepairedPercentage`]: 5 },
      'managedNodeGroups[0].nodeRepairConfig.maxParallelNodesRepairedPercentage',
      { [`${managed}.nodeRepairConfig.maxUnhealthyNodeThresholdPercentage`]: 5 },
    ],
  ],
  'instance-types': [
    [
      'one and several',
      { [`${managed}.instanceTypes`]: ['m6i.large'] },
      'managedNodeGroups[0].instanceTypes',
      { [`${managed}.instanceTypes`]: [] },
    ],
    [
      'one and a selector',
      { [`${managed}.instanceSelector.vCPUs`]: 2 },
      'managedNodeGroups[0].instanceSelector',
      { [`${managed}.instanceSelector.vCPUs`]: 2, [`${managed}.instanceType`]: absent },
    ],
    [
      'a size that there is not',
      { [`${managed}.instanceType`]: 'm6i.larg' },
      'managedNodeGroups[0].instanceType',
      { [`${managed}.instanceType`]: 'm6i.large' },
    ],
    [
      'no type at all',
      { [`${managed}.instanceType`]: 'large' },
      'managedNodeGroups[0].instanceType',
    ],
    [
      'two architectures',
      { [`${template}.instanceTypes.1`]: 'm6g.large' },
      'managedNodeGroups[1].instanceTypes[1]',
      { [`${template}.instanceTypes`]: ['m6g.large', 'm7g.large'] },
    ],
    [
      'Windows on ARM',
      {
        [`${managed}.instanceType`]: 'm6g.large',
        [`${managed}.amiFamily`]: 'WindowsServer2022FullContainer',
      },
      'managedNodeGroups[0].instanceType',
      { [`${managed}.amiFamily`]: 'WindowsServer2022FullContainer' },
    ],
    [
      'Inferentia without drivers',
      { [`${managed}.instanceType`]: 'inf2.xlarge', [`${managed}.amiFamily`]: 'Ubuntu2404' },
      'managedNodeGroups[0].instanceType',
      { [`${managed}.instanceType`]: 'inf2.xlarge' },
    ],
    [
      'a type beside a distribution',
      { [`${own}.instancesDistribution.instanceTypes`]: ['m5.large'] },
      'nodeGroups[0].instanceType',
      {
        [`${own}.instancesDistribution.instanceTypes`]: ['m5.large'],
        [`${own}.instanceType`]: 'mixed',
      },
    ],
    [
      'a distribution of nothing',
      { [`${own}.instancesDistribution`]: { maxPrice: 0.1 }, [`${own}.instanceType`]: absent },
      'nodeGroups[0].instancesDistribution.instanceTypes',
      {
        [`${own}.instancesDistribution`]: { maxPrice: 0.1 },
        [`${own}.instanceType`]: absent,
        [`${own}.instanceSelector.vCPUs`]: 2,
      },
    ],
    [
      'more than 100 %',
      {
        [`${own}.instancesDistribution`]: {
          instanceTypes: ['m5.large'],
          onDemandPercentageAboveBaseCapacity: 101,
        },
        [`${own}.instanceType`]: absent,
      },
      'nodeGroups[0].instancesDistribution.onDemandPercentageAboveBaseCapacity',
      {
        [`${own}.instancesDistribution`]: {
          instanceTypes: ['m5.large'],
          onDemandPercentageAboveBaseCapacity: 100,
        },
        [`${own}.instanceType`]: absent,
      },
    ],
    [
      'another strategy',
      {
        [`${own}.instancesDistribution`]: {
          instanceTypes: ['m5.large'],
          spotAllocationStrategy: 'cheap',
        },
        [`${own}.instanceType`]: absent,
      },
      'nodeGroups[0].instancesDistribution.spotAllocationStrategy',
    ],
    [
      'pools of a strategy without',
      {
        [`${own}.instancesDistribution`]: {
          instanceTypes: ['m5.large'],
          spotInstancePools: 2,
          spotAllocationStrategy: 'capacity-optimized',
        },
        [`${own}.instanceType`]: absent,
      },
      'nodeGroups[0].instancesDistribution.spotInstancePools',
    ],
    [
      'credits of no T instance',
      { [`${own}.cpuCredits`]: 'unlimited', [`${own}.instanceType`]: 'm5.large' },
      'nodeGroups[0].cpuCredits',
      { [`${own}.cpuCredits`]: 'Unlimited' },
    ],
  ],
  ami: [
    [
      'Windows of your own',
      { [`${managed}.ami`]: 'ami-1', [`${managed}.amiFamily`]: 'WindowsServer2022FullContainer' },
      'managedNodeGroups[0].amiFamily',
      { [`${own}.ami`]: 'ami-1', [`${own}.amiFamily`]: 'WindowsServer2022FullContainer' },
    ],
    [
      "Bottlerocket's settings that are no map",
      { [`${own}.bottlerocket.settings.kubernetes`]: 'x', [`${own}.amiFamily`]: 'Bottlerocket' },
      'nodeGroups[0].bottlerocket.settings.kubernetes',
    ],
    [
      'two DNS addresses',
      {
        [`${own}.bottlerocket.settings.kubernetes`]: { 'cluster-dns-ip': 'x' },
        [`${own}.clusterDNS`]: 'y',
        [`${own}.amiFamily`]: 'Bottlerocket',
      },
      'nodeGroups[0].bottlerocket.settings.kubernetes.cluster-dns-ip',
      {
        [`${own}.bottlerocket.settings.kubernetes`]: { 'cluster-dns-ip': 'x' },
        [`${own}.amiFamily`]: 'Bottlerocket',
      },
    ],
    [
      'Amazon Linux 2',
      { [`${managed}.amiFamily`]: 'AmazonLinux2' },
      'managedNodeGroups[0].amiFamily',
      { [`${managed}.amiFamily`]: 'AmazonLinux2', 'metadata.version': '1.32' },
    ],
    [
      'Amazon Linux 2 by default version',
      { [`${own}.amiFamily`]: 'amazonlinux2', 'metadata.version': absent },
      'nodeGroups[0].amiFamily',
    ],
    [
      'no AMI',
      { [`${managed}.ami`]: 'auto' },
      'managedNodeGroups[0].ami',
      { [`${managed}.ami`]: 'ami-1' },
    ],
    [
      'an AMI of unknown family',
      { [`${managed}.ami`]: 'ami-1', [`${managed}.amiFamily`]: absent },
      'managedNodeGroups[0].amiFamily',
    ],
    [
      'an AMI that joins no cluster',
      { [`${managed}.ami`]: 'ami-1', [`${managed}.amiFamily`]: 'Ubuntu2404' },
      'managedNodeGroups[0].overrideBootstrapCommand',
      {
        [`${managed}.ami`]: 'ami-1',
        [`${managed}.amiFamily`]: 'Ubuntu2404',
        [`${managed}.overrideBootstrapCommand`]: 'x',
      },
    ],
    [
      'an AMI with a release',
      { [`${managed}.ami`]: 'ami-1', [`${managed}.releaseVersion`]: '1.34.1-20260101' },
      'managedNodeGroups[0].releaseVersion',
      { [`${managed}.releaseVersion`]: '1.34.1-20260101' },
    ],
    [
      'a bootstrap without an AMI',
      { [`${managed}.overrideBootstrapCommand`]: 'x', [`${managed}.amiFamily`]: 'Ubuntu2404' },
      'managedNodeGroups[0].overrideBootstrapCommand',
      { [`${managed}.overrideBootstrapCommand`]: 'x' },
    ],
    [
      'commands in Bottlerocket',
      { [`${managed}.preBootstrapCommands`]: ['x'], [`${managed}.amiFamily`]: 'Bottlerocket' },
      'managedNodeGroups[0].preBootstrapCommands',
      { [`${managed}.preBootstrapCommands`]: ['x'] },
    ],
    [
      "Bottlerocket's settings elsewhere",
      { [`${managed}.bottlerocket.enableAdminContainer`]: true },
      'managedNodeGroups[0].bottlerocket',
      {
        [`${managed}.bottlerocket.enableAdminContainer`]: true,
        [`${managed}.amiFamily`]: 'Bottlerocket',
      },
    ],
    [
      "Bottlerocket's own labels",
      {
        [`${own}.bottlerocket.settings.kubernetes`]: { 'node-labels': {} },
        [`${own}.amiFamily`]: 'Bottlerocket',
      },
      'nodeGroups[0].bottlerocket.settings.kubernetes.node-labels',
    ],
    [
      'a kubelet of Windows',
      {
        [`${own}.kubeletExtraConfig.a`]: 1,
        [`${own}.amiFamily`]: 'WindowsServer2022CoreContainer',
      },
      'nodeGroups[0].kubeletExtraConfig',
      { [`${own}.kubeletExtraConfig.a`]: 1 },
    ],
  ],
  volumes: [
    [
      'a key without encryption',
      { [`${managed}.volumeKmsKeyID`]: 'k', [`${managed}.volumeEncrypted`]: absent },
      'managedNodeGroups[0].volumeKmsKeyID',
      { [`${managed}.volumeKmsKeyID`]: 'k' },
    ],
    [
      'IOPS of gp2',
      { [`${managed}.volumeType`]: 'gp2', [`${managed}.volumeThroughput`]: absent },
      'managedNodeGroups[0].volumeIOPS',
      {
        [`${managed}.volumeType`]: 'gp2',
        [`${managed}.volumeThroughput`]: absent,
        [`${managed}.volumeIOPS`]: absent,
      },
    ],
    [
      'few IOPS of gp3',
      { [`${managed}.volumeIOPS`]: 2999 },
      'managedNodeGroups[0].volumeIOPS',
      { [`${managed}.volumeIOPS`]: 16000 },
    ],
    [
      'many IOPS of the default type',
      { [`${own}.volumeIOPS`]: 16001 },
      'nodeGroups[0].volumeIOPS',
      { [`${own}.volumeIOPS`]: 16000 },
    ],
    [
      'few IOPS of io1',
      { [`${own}.volumeIOPS`]: 99, [`${own}.volumeType`]: 'io1' },
      'nodeGroups[0].volumeIOPS',
      { [`${own}.volumeIOPS`]: 100, [`${own}.volumeType`]: 'io1' },
    ],
    [
      'throughput of io2',
      { [`${own}.volumeThroughput`]: 125, [`${own}.volumeType`]: 'io2' },
      'nodeGroups[0].volumeThroughput',
    ],
    [
      'much throughput',
      { [`${managed}.volumeThroughput`]: 1001 },
      'managedNodeGroups[0].volumeThroughput',
      { [`${managed}.volumeThroughput`]: 1000 },
    ],
    [
      'encryption without size',
      { [`${own}.volumeEncrypted`]: true },
      'nodeGroups[0].volumeEncrypted',
      { [`${own}.volumeEncrypted`]: true, [`${own}.volumeSize`]: 30 },
    ],
    ['no size', { [`${managed}.volumeSize`]: 0 }, 'managedNodeGroups[0].volumeSize'],
    [
      'an additional one without name',
      { [`${managed}.additionalVolumes`]: [{ volumeSize: 5 }] },
      'managedNodeGroups[0].additionalVolumes[0].volumeName',
      { [`${managed}.additionalVolumes`]: [{ volumeSize: 5, volumeName: '/dev/xvdb' }] },
    ],
  ],
  'launch-template': [
    [
      'a version that is none',
      { [`${template}.launchTemplate.version`]: '$Latest' },
      'managedNodeGroups[1].launchTemplate.version',
    ],
    [
      'version 0',
      { [`${template}.launchTemplate.version`]: '0' },
      'managedNodeGroups[1].launchTemplate.version',
      { [`${template}.launchTemplate.version`]: '1' },
    ],
    ...(
      [
        ['instanceType', 'm6i.large', ''],
        ['ami', 'ami-1', ''],
        ['ssh.allow', true, false],
        ['ssh.enableSsm', true, absent],
        ['ssh.sourceSecurityGroupIds', ['sg-1'], []],
        ['ssh.publicKeyName', 'key', absent],
        ['volumeSize', 40, absent],
        ['volumeEncrypted', true, false],
        ['securityGroups.attachIDs', ['sg-1'], []],
        ['instanceName', 'x', ''],
        ['instancePrefix', 'x', ''],
        ['maxPodsPerNode', 50, 0],
        ['disableIMDSv1', false, true],
        ['disablePodIMDS', true, false],
        ['preBootstrapCommands', ['x'], []],
        ['overrideBootstrapCommand', 'x', absent],
        ['placement.groupName', 'x', absent],
        ['volumeType', 'gp3', absent],
        ['volumeIOPS', 4000, absent],
        ['additionalVolumes', [{ volumeName: '/dev/xvdb' }], []],
      ] as const
    ).map(([key, bad, good]): Case => [
      key,
      {
        [`${template}.${key}`]: bad,
        ...(key === 'instanceType' && { [`${template}.instanceTypes`]: [] }),
      },
      `managedNodeGroups[1].${key === 'placement.groupName' ? 'placement' : key}`,
      good === absent ? undefined : { [`${template}.${key}`]: good },
    ]),
  ],
  'labels-and-taints': [
    [
      'a reserved label',
      { [`${managed}.labels`]: { 'node-role.kubernetes.io/worker': '' } },
      'managedNodeGroups[0].labels["node-role.kubernetes.io/worker"]',
      { [`${managed}.labels`]: { 'kubernetes.io/os': 'linux' } },
    ],
    [
      'a label that can be none',
      { [`${managed}.labels`]: { 'a/b/c': '' } },
      'managedNodeGroups[0].labels["a/b/c"]',
      { [`${managed}.labels`]: { 'a/c': '' } },
    ],
    [
      'a value that can be none',
      { [`${own}.labels`]: { a: 'b c' } },
      'nodeGroups[0].labels.a',
      { [`${own}.labels`]: { a: 'b_c' } },
    ],
    [
      "a label's prefix in capitals",
      { [`${own}.labels`]: { 'A/b': '' } },
      'nodeGroups[0].labels["A/b"]',
    ],
    [
      'another effect',
      { [`${managed}.taints.0.effect`]: 'NoScheduling' },
      'managedNodeGroups[0].taints[0].effect',
      { [`${managed}.taints.0.effect`]: 'NoExecute' },
    ],
    [
      'no effect',
      { [`${managed}.taints.0.effect`]: absent },
      'managedNodeGroups[0].taints[0].effect',
    ],
    [
      'no key',
      { [`${managed}.taints.0.key`]: absent },
      'managedNodeGroups[0].taints[0]',
      { [`${managed}.taints.0.value`]: absent },
    ],
    [
      'a map with a bad effect',
      { [`${own}.taints`]: { a: 'b:Never' } },
      'nodeGroups[0].taints.a',
      { [`${own}.taints`]: { a: ':NoSchedule', b: 'NoExecute' } },
    ],
    [
      'a map with two colons',
      { [`${own}.taints`]: { a: 'b:c:NoSchedule' } },
      'nodeGroups[0].taints.a',
    ],
  ],
  'node-settings': [
    [
      'preference and target',
      {
        [`${managed}.capacityReservation`]: {
          capacityReservationPreference: 'open',
          capacityReservationTarget: { capacityReservationID: 'cr-1' },
        },
      },
      'managedNodeGroups[0].capacityReservation.capacityReservationPreference',
      {
        [`${managed}.capacityReservation`]: {
          capacityReservationTarget: { capacityReservationID: 'cr-1' },
        },
      },
    ],
    [
      'two targets',
      {
        [`${managed}.capacityReservation.capacityReservationTarget`]: {
          capacityReservationID: 'cr-1',
          capacityReservationResourceGroupARN: 'x',
        },
      },
      'managedNodeGroups[0].capacityReservation.capacityReservationTarget.capacityReservationResourceGroupARN',
    ],
    [
      'a runtime that has no effect',
      { [`${own}.containerRuntime`]: 'containerd', [`${own}.overrideBootstrapCommand`]: 'x' },
      'nodeGroups[0].containerRuntime',
      { [`${own}.overrideBootstrapCommand`]: 'x' },
    ],
    [
      'no SSM agent',
      { [`${managed}.ssh.enableSsm`]: false },
      'managedNodeGroups[0].ssh.enableSsm',
      { [`${managed}.ssh.enableSsm`]: true },
    ],
    [
      'two SSH keys',
      { [`${own}.ssh`]: { publicKey: 'a', publicKeyName: 'b' } },
      'nodeGroups[0].ssh.publicKey',
      { [`${own}.ssh`]: { publicKey: '', publicKeyName: 'b' } },
    ],
    [
      'a placement without group',
      { [`${managed}.placement`]: { spreadLevel: 'host' } },
      'managedNodeGroups[0].placement.groupName',
    ],
    ['negative pods', { [`${managed}.maxPodsPerNode`]: -1 }, 'managedNodeGroups[0].maxPodsPerNode'],
    [
      'a market without reservation',
      { [`${managed}.instanceMarketOptions.marketType`]: 'capacity-block' },
      'managedNodeGroups[0].instanceMarketOptions',
      {
        [`${managed}.instanceMarketOptions.marketType`]: 'capacity-block',
        [`${managed}.capacityReservation`]: {},
      },
    ],
    [
      'another preference',
      { [`${managed}.capacityReservation.capacityReservationPreference`]: 'closed' },
      'managedNodeGroups[0].capacityReservation.capacityReservationPreference',
      { [`${managed}.capacityReservation.capacityReservationPreference`]: 'none' },
    ],
    [
      'a process that there is not',
      { [`${own}.asgSuspendProcesses`]: ['Start'] },
      'nodeGroups[0].asgSuspendProcesses[0]',
      { [`${own}.asgSuspendProcesses`]: ['Launch'] },
    ],
    [
      'a short life',
      { [`${own}.maxInstanceLifetime`]: 3600 },
      'nodeGroups[0].maxInstanceLifetime',
      { [`${own}.maxInstanceLifetime`]: 86400 },
    ],
    [
      "eksctl's own security groups",
      { [`${managed}.securityGroups.withLocal`]: true },
      'managedNodeGroups[0].securityGroups.withLocal',
      { [`${own}.securityGroups.withLocal`]: true },
    ],
    [
      "eksctl's own kubelet settings",
      { [`${own}.kubeletExtraConfig`]: { authentication: {} } },
      'nodeGroups[0].kubeletExtraConfig.authentication',
      { [`${own}.kubeletExtraConfig`]: { kubeReserved: {} } },
    ],
    [
      'Docker',
      { [`${own}.containerRuntime`]: 'dockerd' },
      'nodeGroups[0].containerRuntime',
      { [`${own}.containerRuntime`]: 'containerd' },
    ],
  ],
});
