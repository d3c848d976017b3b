import { minorNumber } from '../../tables/kubernetes.ts';
import { amiFamilyOf, isOnOutpost, type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

// What eksctl takes where no version is given is newer than the last one with Amazon Linux 2.
const firstWithoutAmazonLinux2 = 33;

export const ami = rule(
  {
    id: 'eksctl/ami',
    severity: 'refused',
    why: "The operating system doesn't exist for these nodes, or takes other settings.",
    remedy: 'Write an amiFamily that eksctl has, with the settings that it takes.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    yield* endOfLife(group, cluster);
    yield* bootstrap(group);
    if (isOnOutpost(cluster)) yield* onOutpost(group);
    if (group.place.at('launchTemplate').isSet) continue;
    yield* custom(group);
  }
}

function* endOfLife(group: NodeGroup, cluster: Place): Generator<Problem> {
  if (amiFamilyOf(group) !== 'AmazonLinux2') return;
  const version = cluster.at('metadata', 'version').text;
  const old = version.startsWith('1.') && minorNumber(version) < firstWithoutAmazonLinux2;
  const brought = group.managed && !group.place.at('ami').isEmpty;
  if (old || brought) return;
  yield {
    at: group.place.at('amiFamily'),
    message: `AWS has no AmazonLinux2 for Kubernetes 1.${firstWithoutAmazonLinux2} and up`,
    fix: 'set amiFamily: AmazonLinux2023',
  };
}

function* custom(group: NodeGroup): Generator<Problem> {
  const { place, managed } = group;
  const at = place.at('ami');
  const command = place.at('overrideBootstrapCommand');
  const family = amiFamilyOf(group);
  if (at.isEmpty) {
    if (
      managed &&
      command.isSet &&
      family &&
      !/^(AmazonLinux2023|Bottlerocket|Windows)/.test(family)
    ) {
      yield {
        at: command,
        message: `a node group of ${family} can have overrideBootstrapCommand only with its own ami`,
      };
    }
    return;
  }
  if (managed && at.text && !at.text.startsWith('ami-')) {
    yield { at, message: `${JSON.stringify(at.text)} is not an AMI`, allowed: 'ami-…' };
  }
  if (!family) {
    yield { at: place.at('amiFamily'), message: 'with your own AMI, set its amiFamily' };
    return;
  }
  if (managed && family.startsWith('Windows')) {
    yield {
      at: place.at('amiFamily'),
      message: 'a managed node group cannot have your own Windows AMI',
    };
  } else if (command.isEmpty && !/^(AmazonLinux2023|Bottlerocket|Windows)/.test(family)) {
    yield {
      at: command,
      message: `your own AMI with ${family} needs overrideBootstrapCommand to join the cluster`,
    };
  }
  if (!managed) return;
  const refused = ['maxPodsPerNode', 'releaseVersion'].map((key) => place.at(key));
  for (const other of refused) {
    if (other.isEmpty || other.number === 0) continue;
    yield { at: other, message: 'your own AMI sets this itself', fix: 'leave it out' };
  }
  const ssm = place.at('ssh', 'enableSsm');
  if (ssm.isOn) yield { at: ssm, message: 'your own AMI has the SSM agent or does not have it' };
}

function* bootstrap(group: NodeGroup): Generator<Problem> {
  const { place, managed } = group;
  const family = amiFamilyOf(group);
  const isBottlerocket = family.startsWith('Bottlerocket');
  const isWindows = family.startsWith('Windows');
  const refused = [
    ...(isBottlerocket ? ['preBootstrapCommands', 'overrideBootstrapCommand'] : []),
    ...(isWindows && managed ? ['overrideBootstrapCommand'] : []),
    ...(isBottlerocket || isWindows ? ['kubeletExtraConfig'] : []),
  ];
  for (const key of refused) {
    const at = place.at(key);
    if (at.isSet) yield { at, message: `nodes of ${family} cannot have ${key}` };
  }
  const config = place.at('bottlerocket');
  if (config.isSet && !isBottlerocket) {
    yield {
      at: config,
      message: `the bottlerocket settings are for nodes of Bottlerocket, and these are of ${family || 'AmazonLinux2023'}`,
      fix: 'set amiFamily: Bottlerocket, or leave them out',
    };
  } else if (!managed) yield* bottlerocketSettings(place);
}

function* bottlerocketSettings(place: Place): Generator<Problem> {
  const settings = place.at('bottlerocket', 'settings', 'kubernetes');
  const elsewhere = {
    'node-labels': 'labels',
    'node-taints': 'taints',
    'max-pods': 'maxPodsPerNode',
  };
  if (settings.isSet && !settings.keys().length && !settings.isEmpty) {
    yield { at: settings, message: `${settings.path} must be a map` };
  }
  for (const [key, better] of Object.entries(elsewhere)) {
    const at = settings.at(key);
    if (settings.keys().includes(key)) {
      yield { at, message: `the node group sets ${key} itself`, fix: `use its ${better}` };
    }
  }
  const dns = settings.at('cluster-dns-ip');
  if (settings.keys().includes('cluster-dns-ip') && !place.at('clusterDNS').isEmpty) {
    yield { at: dns, message: 'clusterDNS and cluster-dns-ip cannot be used together' };
  }
}

function* onOutpost(group: NodeGroup): Generator<Problem> {
  const family = amiFamilyOf(group);
  if (!family || family.startsWith('AmazonLinux')) return;
  yield {
    at: group.place.at('amiFamily'),
    message: 'nodes on an Outpost run Amazon Linux only',
    allowed: 'AmazonLinux2023 or AmazonLinux2',
  };
}
