import { usualZones } from '../../tables/regions.ts';
import { twoZones } from '../zones.ts';
import { type ConfigRule, twice, type Violation } from './rule.ts';

/** Zones lie in the region, are at least two, and are known where a volume needs one. */
export const zones: ConfigRule = (config) => {
  const { availabilityZones, region, sockShop, vpc, manifestsOnly } = config;
  const violations: Violation[] = availabilityZones.flatMap((zone, index) => {
    const path = ['availabilityZones', index];
    if (!new RegExp(`^${region}[a-z]$`).test(zone)) {
      const letter = /[a-z]$/.exec(zone)?.[0] ?? 'a';
      return [
        {
          path,
          reads: [['region']],
          message: `is not a zone of ${region}`,
          allowed: `${region} and a letter`,
          fix: `did you mean ${region}${letter}?`,
        },
      ];
    }
    if (availabilityZones.indexOf(zone) < index) return [{ path, ...twice }];
    return [];
  });
  if (availabilityZones.length === 1) {
    const [first, second] = twoZones(region, availabilityZones);
    violations.push({
      path: ['availabilityZones'],
      reads: [['region']],
      message: 'holds one zone; EKS needs at least two',
      fix: `write availabilityZones: [${first}, ${second}]`,
    });
  }
  const needsZone =
    sockShop.enabled && sockShop.storage === 'persistent' && !manifestsOnly && !vpc.id;
  if (needsZone && availabilityZones.length === 0 && !usualZones(region)) {
    violations.push({
      path: ['sockShop', 'storage'],
      reads: [['region'], ['availabilityZones']],
      message: `persistent volumes are bound to one zone, and ${region}'s zones differ by account`,
      fix: `name two zones of yours: availabilityZones: [${region}a, ${region}b]; the nodes get the first`,
    });
  }
  return violations;
};
