import { isOnOutpost, type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';
import { hasSubnets } from './vpc.ts';

// The VPC's range is cut into 16 parts at most, and a zone takes two.
const mostZones = 8;

export const zones = rule(
  {
    id: 'eksctl/zones',
    severity: 'refused',
    why: "EKS needs subnets in two zones of the cluster's region, and node groups need zones of the cluster.",
    remedy: 'Name zones of the region, or leave them out.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const given = cluster.at('availabilityZones');
  if (!given.isEmpty && hasSubnets(cluster.at('vpc'))) {
    yield {
      at: given,
      message: 'vpc.subnets and availabilityZones cannot be used together: a subnet has its zone',
      fix: 'leave one of them out',
    };
  } else if (!given.isEmpty && new Set(given.texts()).size < 2 && !isOnOutpost(cluster)) {
    yield {
      at: given,
      message: 'EKS needs at least two different availability zones',
      fix: 'name another one',
    };
  }
  const local = cluster.at('localZones');
  if (given.items().length + local.items().length > mostZones) {
    yield { at: given, message: `eksctl makes subnets in ${mostZones} zones at most` };
  }
  yield* localZones(cluster);
  yield* region(cluster);
  yield* subnetCounts(cluster);
  for (const group of nodeGroupsOf(cluster)) {
    yield* ofGroup(group);
    yield* groupZones(group, cluster);
    yield* groupSubnets(group, cluster);
  }
}

function* localZones(cluster: Place): Generator<Problem> {
  const at = cluster.at('localZones');
  if (at.isEmpty) return;
  if (!cluster.at('vpc', 'id').isEmpty) {
    yield { at, message: 'local zones are for a VPC that eksctl makes' };
  }
  const gateway = cluster.at('vpc', 'nat', 'gateway');
  if (gateway.text === 'HighlyAvailable') {
    yield {
      at: gateway,
      message: 'local zones have no separate NAT gateway',
      allowed: 'Single or Disable',
    };
  }
}

function* region(cluster: Place): Generator<Problem> {
  const name = cluster.at('metadata', 'region').text;
  if (!name) return;
  const groups = nodeGroupsOf(cluster).map(({ place }) => place);
  const lists = [cluster, ...groups].flatMap((place) => [
    place.at('availabilityZones'),
    place.at('localZones'),
  ]);
  for (const at of lists.flatMap((list) => list.items())) {
    if (!at.text || at.text.startsWith(`${name}-`)) continue;
    if (at.text.startsWith(name) && at.text.length === name.length + 1) continue;
    yield {
      at,
      message: `${JSON.stringify(at.text)} is not a zone of ${name}`,
      allowed: `as ${name}a`,
    };
  }
}

function* subnetCounts(cluster: Place): Generator<Problem> {
  if (isOnOutpost(cluster)) return;
  for (const kind of ['private', 'public']) {
    const at = cluster.at('vpc', 'subnets', kind);
    if (at.keys().length !== 1) continue;
    yield { at, message: `EKS needs ${kind} subnets in two zones, or none`, fix: 'add another' };
  }
}

function* ofGroup({ place }: NodeGroup): Generator<Problem> {
  const given = place.at('availabilityZones');
  const subnets = place.at('subnets');
  if (!given.isEmpty && !subnets.isEmpty) {
    yield { at: subnets, message: 'a node group has subnets or availabilityZones, not both' };
  }
  if (!given.isEmpty && !place.at('localZones').isEmpty) {
    yield { at: given, message: 'a node group has localZones or availabilityZones, not both' };
  }
  const many = [given, subnets].find((list) => list.items().length > 1);
  if (place.at('efaEnabled').isOn && many) {
    yield { at: many, message: 'nodes with EFA must be in one zone', fix: 'name only one' };
  }
}

function* groupZones({ place }: NodeGroup, cluster: Place): Generator<Problem> {
  const kinds = [
    { key: 'availabilityZones', known: knownZones(place, cluster) },
    { key: 'localZones', known: cluster.at('localZones').texts() },
  ];
  for (const { key, known } of kinds) {
    if (!known) continue;
    for (const at of place.at(key).items()) {
      if (!at.text || known.includes(at.text)) continue;
      yield {
        at,
        message: `the cluster has no subnets in ${at.text}`,
        allowed: known.join(', ') || undefined,
        fix: `add it to the cluster's ${key}, or choose another`,
      };
    }
  }
}

/** The zones that a node group can be in, where the file says them all. */
function knownZones(group: Place, cluster: Place): string[] | undefined {
  const named = cluster.at('availabilityZones').texts();
  if (named.length) return named;
  const kind = group.at('privateNetworking').isOn ? 'private' : 'public';
  const zones = cluster
    .at('vpc', 'subnets', kind)
    .entries()
    .map(([key, subnet]) => subnet.at('az').text || (/-\d[a-z]$/.test(key) ? key : ''));
  return zones.length && zones.every(Boolean) ? zones : undefined;
}

function* groupSubnets({ place }: NodeGroup, cluster: Place): Generator<Problem> {
  const vpc = cluster.at('vpc');
  if (!hasSubnets(vpc)) return;
  const isPrivate = place.at('privateNetworking').isOn;
  const [own, other] = isPrivate ? ['private', 'public'] : ['public', 'private'];
  const chosen = place.at('subnets');
  if (chosen.isEmpty) {
    if (vpc.at('subnets', own).keys().length) return;
    yield {
      at: place.at('privateNetworking'),
      message: `the node group goes into ${own} subnets, and vpc.subnets has none`,
      fix: `set privateNetworking: ${!isPrivate}, or add ${own} subnets`,
    };
    return;
  }
  if (isPrivate) return;
  const named = (kind: string, name: string) =>
    vpc
      .at('subnets', kind)
      .entries()
      .some(([key, subnet]) => key === name || subnet.at('id').text === name);
  for (const at of chosen.items()) {
    if (!at.text || named(own, at.text) || !named(other, at.text)) continue;
    yield {
      at,
      message: `${at.text} is a private subnet, and the node group is not private`,
      fix: 'set privateNetworking: true',
    };
  }
}
