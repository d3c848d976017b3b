import { formatCidr, networkOf, parseCidr } from '../cidr.ts';
import { twoZones } from '../zones.ts';
import type { ConfigRule, Violation } from './rule.ts';

/** An existing VPC comes with subnets in two zones, and a new one without. */
export const existingVpc: ConfigRule = ({ vpc, network, availabilityZones, region }) => {
  const subnets = { publicSubnets: vpc.publicSubnets, privateSubnets: vpc.privateSubnets };
  const violations: Violation[] = [];
  for (const [key, byZone] of Object.entries(subnets)) {
    for (const zone of Object.keys(byZone)) {
      if (!new RegExp(`^${region}[a-z]$`).test(zone)) {
        violations.push({
          path: ['vpc', key, zone],
          reads: [['region']],
          message: `belongs to ${zone}, which is not a zone of ${region}`,
          allowed: `${region} and a letter`,
          fix: `name a subnet in ${region}, or write region: ${zone.slice(0, -1)}`,
        });
      }
    }
    if (!vpc.id && Object.keys(byZone).length > 0) {
      violations.push({
        path: ['vpc', key],
        reads: [['vpc', 'id']],
        message: 'needs vpc.id: subnets belong to an existing VPC',
        fix: `write the id of their VPC beside it: id: vpc-…; or remove ${key} for a new VPC`,
      });
    }
  }
  if (!vpc.id) {
    const range = parseCidr(vpc.cidr);
    if (range && (range.prefix < 16 || range.prefix > 24)) {
      violations.push({
        path: ['vpc', 'cidr'],
        message: 'is not a size for a new VPC',
        allowed: 'a /16 to a /24',
        fix: `did you mean ${formatCidr(networkOf({ base: range.base, prefix: range.prefix < 16 ? 16 : 24 }))}?`,
      });
    }
    return violations;
  }
  if (availabilityZones.length > 0) {
    violations.push({
      path: ['availabilityZones'],
      reads: [['vpc', 'id']],
      message: 'is for a new VPC: an existing one, vpc.id, has its zones from its subnets',
      fix: 'remove availabilityZones',
    });
  }
  const key = network === 'private' ? 'privateSubnets' : 'publicSubnets';
  const example = twoZones(region, Object.keys(vpc[key]))
    .map((zone) => `${zone}: subnet-…`)
    .join(', ');
  if (Object.keys(subnets[key]).length < 2) {
    violations.push({
      path: ['vpc', key],
      reads: [['vpc', 'id'], ['network']],
      message: `needs subnets in at least two zones: with network: ${network}, the nodes live in these`,
      fix: `write ${key}: { ${example} }, with the ids of yours`,
    });
  }
  return violations;
};
