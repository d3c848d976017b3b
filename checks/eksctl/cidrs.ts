import { parseCidr, overlap, isWithin, type Cidr } from './cidr.ts';
import { hasIpv6 } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

export const cidrs = rule(
  {
    id: 'eksctl/cidrs',
    severity: 'refused',
    why: 'AWS takes only true and private ranges of the right size for a VPC.',
    remedy: 'Write the range as 192.168.0.0/16.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const vpc = cluster.at('vpc');
  const services = cluster.at('kubernetesNetworkConfig', 'serviceIPv4CIDR');
  const remote = cluster.at('remoteNetworkConfig');
  const networks = ['remoteNodeNetworks', 'remotePodNetworks'].flatMap((key) =>
    remote.at(key).items(),
  );
  const lists = [
    ...['publicAccessCIDRs', 'extraCIDRs', 'extraIPv6CIDRs'].map((key) => vpc.at(key)),
    ...networks.map((network) => network.at('cidrs')),
  ];
  const subnets = ['private', 'public'].flatMap((kind) => vpc.at('subnets', kind).entries());
  const all = [
    vpc.at('cidr'),
    services,
    ...lists.flatMap((list) => list.items()),
    ...subnets.map(([, subnet]) => subnet.at('cidr')),
  ];
  for (const at of all) yield* syntax(at);
  yield* ownNetwork(vpc);
  yield* serviceNetwork(services, vpc.at('cidr'), hasIpv6(cluster));
}

function* syntax(at: Place): Generator<Problem> {
  if (!at.isSet || typeof at.value !== 'string') return;
  const cidr = parseCidr(at.text);
  if (!cidr) {
    const single = parseCidr(`${at.text}/32`) ?? parseCidr(`${at.text}/128`);
    yield {
      at,
      message: `${JSON.stringify(at.text)} is not a range of addresses`,
      allowed: 'address/prefix, as 10.0.0.0/16',
      fix: single && `for this one address write ${at.text}/${single.version === 4 ? 32 : 128}`,
    };
  } else if (cidr.hasHostBits) {
    yield {
      at,
      message: `${at.text} is silently read as ${cidr.masked}`,
      fix: `write ${cidr.masked}, or ${at.text.split('/')[0]}/${cidr.version === 4 ? 32 : 128} for the one address`,
    };
  }
}

function* ownNetwork(vpc: Place): Generator<Problem> {
  const at = vpc.at('cidr');
  const cidr = parseCidr(at.text);
  const importsSubnets = ['private', 'public'].some(
    (kind) => vpc.at('subnets', kind).keys().length,
  );
  if (!cidr || importsSubnets) return;
  if (cidr.version === 6) {
    yield { at, message: 'vpc.cidr is the IPv4 range; IPv6 is set in kubernetesNetworkConfig' };
  } else if (cidr.prefix < 16 || cidr.prefix > 24) {
    yield {
      at,
      message: `a VPC of /${cidr.prefix} can't be made`,
      allowed: '/16 to /24',
    };
  }
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function* serviceNetwork(at: Place, vpcAt: Place, ipv6: boolean): Generator<Problem> {
  const cidr = parseCidr(at.text);
  if (!cidr) return;
  const vpc = parseCidr(vpcAt.text || '192.168.0.0/16');
  const ranges = privateRanges.flatMap((range) => parseCidr(range) ?? []);
  if (ipv6) {
    yield { at, message: 'an IPv6 cluster cannot have serviceIPv4CIDR' };
  } else if (!fitsServices(cidr, ranges)) {
    yield {
      at,
      message: `EKS can't give Services addresses of ${at.text}`,
      allowed: `/12 to /24 within ${privateRanges.join(', ')}`,
    };
  } else if (vpc && overlap(cidr, vpc)) {
    yield { at, message: `the Services' range ${at.text} overlaps the VPC's ${vpc.masked}` };
  }
}

function fitsServices(cidr: Cidr, ranges: readonly Cidr[]): boolean {
  const sized = cidr.version === 4 && cidr.prefix >= 12 && cidr.prefix <= 24;
  return sized && ranges.some((range) => isWithin(cidr, range));
}
