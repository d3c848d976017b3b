import { egressModes, hostnameTypes } from '../../tables/eksctl-words.ts';
import { hasIpv6, isOnOutpost, nodeGroupsOf } from './node-group.ts';
import { either, keyOf, oneOf, type Place, type Problem, rule } from './place.ts';

export const vpc = rule(
  {
    id: 'eksctl/vpc',
    severity: 'refused',
    why: "eksctl can't make or use such a VPC.",
    remedy: 'Name an existing VPC with its subnets, or let eksctl make one.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const place = cluster.at('vpc');
  const nat = place.at('nat');
  if (nat.isSet && !nat.at('gateway').isSet) {
    yield { at: nat.at('gateway'), message: 'eksctl crashes on vpc.nat without gateway' };
  }
  yield* securityGroups(place);
  yield* oneOf(place.at('controlPlaneEgressMode'), egressModes);
  const hostnames = place.at('hostnameType');
  yield* oneOf(hostnames, hostnameTypes);
  if (hostnames.text && hasSubnets(place)) {
    yield { at: hostnames, message: "an existing VPC's subnets keep their kind of host names" };
  }
  yield* privateSubnets(cluster);
  if (hasIpv6(cluster)) yield* ipv6(cluster);
  else yield* ipv4(place);
}

/** Whether the cluster goes into subnets that exist. */
export function hasSubnets(vpc: Place): boolean {
  return ['private', 'public'].some((kind) => vpc.at('subnets', kind).keys().length > 0);
}

function* securityGroups(place: Place): Generator<Problem> {
  const listed = place.at('controlPlaneSecurityGroupIDs');
  if (!place.at('securityGroup').isEmpty && !listed.isEmpty) {
    yield {
      at: listed,
      message: 'vpc.securityGroup and controlPlaneSecurityGroupIDs cannot be used together',
    };
  }
  const rules = place.at('manageSharedNodeSecurityGroupRules');
  if (rules.isOff && place.at('sharedNodeSecurityGroup').isEmpty) {
    yield {
      at: rules,
      message: "eksctl's own security group can't work without its rules",
      fix: 'name a sharedNodeSecurityGroup, or leave this out',
    };
  }
}

function* privateSubnets(cluster: Place): Generator<Problem> {
  const at = cluster.at('vpc', 'controlPlaneOnPrivateSubnets');
  if (!at.isOn) return;
  if (!cluster.at('vpc', 'controlPlaneSubnetIDs').isEmpty) {
    yield {
      at,
      message: 'vpc.controlPlaneSubnetIDs and controlPlaneOnPrivateSubnets cannot be used together',
    };
    return;
  }
  const subnets = cluster.at('vpc', 'subnets');
  if (isOnOutpost(cluster) || !subnets.isSet) return;
  const given = subnets.at('private').entries();
  const zones = new Set(given.map(([key, subnet]) => subnet.at('az').text || key));
  if (zones.size < 2) {
    yield { at, message: 'the control plane needs private subnets in two zones', fix: 'add one' };
  }
}

function* ipv4(place: Place): Generator<Problem> {
  for (const key of ['ipv6Cidr', 'ipv6Pool', 'extraIPv6CIDRs']) {
    const at = place.at(key);
    if (at.isEmpty) continue;
    yield {
      at,
      message: `vpc.${key} is for IPv6 clusters only`,
      fix: 'set kubernetesNetworkConfig.ipFamily: IPv6, or leave it out',
    };
  }
}

function* ipv6(cluster: Place): Generator<Problem> {
  const place = cluster.at('vpc');
  const unsupported = [
    place.at('nat'),
    cluster.at('localZones'),
    ...nodeGroupsOf(cluster).flatMap((group) => (group.managed ? [] : [group.place])),
  ];
  for (const at of unsupported) {
    if (!at.isEmpty) yield { at, message: `eksctl has no ${keyOf(at)} in an IPv6 cluster` };
  }
  if (place.at('autoAllocateIPv6').isOn) {
    yield { at: place.at('autoAllocateIPv6'), message: 'an IPv6 cluster has its range anyway' };
  }
  const [range, pool] = [place.at('ipv6Cidr'), place.at('ipv6Pool')];
  if (range.isEmpty !== pool.isEmpty) {
    yield { at: range.isEmpty ? pool : range, message: 'ipv6Cidr and ipv6Pool belong together' };
  } else if (!range.isEmpty && !place.at('id').isEmpty) {
    yield { at: range, message: 'an existing VPC has its IPv6 range already' };
  }
  if (!cluster.at('autoModeConfig', 'enabled').isOn) yield* ipv6Addons(cluster);
}

function* ipv6Addons(cluster: Place): Generator<Problem> {
  const at = cluster.at('addons');
  const addons = at.items();
  const named = (name: string) =>
    addons.find((addon) => addon.at('name').text.toLowerCase() === name);
  if (!named('coredns')) {
    yield { at, message: 'an IPv6 cluster must name coredns among its addons', fix: 'add it' };
  }
  const network = named('vpc-cni');
  if (!network) return;
  const version = /^v?(\d+)\.(\d+)/.exec(network.at('version').text);
  if (version && Number(version[1]) <= 1 && Number(version[2]) < 10) {
    yield {
      at: network.at('version'),
      message: 'vpc-cni speaks IPv6 from 1.10.0',
      allowed: '1.10.0 and up',
    };
  }
  if (!named('eks-pod-identity-agent')) {
    if (cluster.at('iam', 'withOIDC').isOn) return;
    yield {
      at: network,
      message: 'vpc-cni needs permissions for IPv6 addresses',
      fix: `set ${either(['iam.withOIDC: true', 'add the add-on eks-pod-identity-agent'])}`,
    };
    return;
  }
  const given =
    cluster.at('addonsConfig', 'autoApplyPodIdentityAssociations').isOn ||
    network.at('useDefaultPodIdentityAssociations').isOn ||
    !network.at('podIdentityAssociations').isEmpty;
  if (!given) {
    yield {
      at: network,
      message: 'vpc-cni needs permissions for IPv6 addresses',
      fix: 'set its useDefaultPodIdentityAssociations: true',
    };
  }
}
