import type { Aws } from '../../aws/clients.ts';
import type { Check } from './check.ts';
import { fittingTypes } from './fitting-types.ts';
import { failed, passed } from './line.ts';
import type { Sight } from './sight.ts';
import { nodeZones } from './zones.ts';

const FEWEST_ZONES = 2;

/** EC2 offers the nodes' type where eksctl would put them. */
export const instanceType: Check = {
  group: 'cluster',
  check: 'instance type',
  what: 'the instance type in the zones',
  asksAws: true,
  look: async (sight) => {
    const { aws, config } = sight;
    const { instanceType: type } = config.nodes;
    const zones = await nodeZones(aws, config);
    const all = await offers(aws, type);
    const offered = zones.names.filter((zone) => all.includes(zone));
    const lacking = zones.names.filter((zone) => !all.includes(zone));
    // eksctl passes over a zone without the type, unless the cluster file names it.
    const enough = zones.given ? lacking.length === 0 : offered.length >= FEWEST_ZONES;
    if (enough) return passed(instanceType, `${type} in ${offered.join(', ')}`);
    const where =
      all.length === 0
        ? `EC2 offers no ${type} in ${config.region}`
        : `EC2 offers no ${type} in ${lacking.join(', ')}`;
    return failed(instanceType, `${where}${tooFew(offered, zones.given)}`, await fix(sight, all));
  },
};

function tooFew(offered: readonly string[], given: boolean): string {
  return given || offered.length === 0
    ? ''
    : `, so only ${offered.join(', ')} is left, and EKS needs ${FEWEST_ZONES} zones`;
}

async function fix({ aws, subject, config }: Sight, all: readonly string[]): Promise<string> {
  const elsewhere =
    all.length >= FEWEST_ZONES && config.vpc.id === null
      ? `name other zones: availabilityZones: [${all.slice(0, FEWEST_ZONES).join(', ')}]; or `
      : '';
  const zones = await nodeZones(aws, config);
  for (const type of fittingTypes(subject)) {
    const offered = await offers(aws, type);
    if (zones.names.every((zone) => offered.includes(zone))) {
      return `${elsewhere}take another type: nodes.instanceType: ${type}`;
    }
  }
  return `${elsewhere}choose another nodes.instanceType, or another region`;
}

/** The zones of the region in which EC2 offers a type. */
async function offers(aws: Aws, type: string): Promise<string[]> {
  const zones: string[] = [];
  const pages = (await aws.ec2()).paginateDescribeInstanceTypeOfferings({
    LocationType: 'availability-zone',
    Filters: [{ Name: 'instance-type', Values: [type] }],
  });
  for await (const { InstanceTypeOfferings = [] } of pages) {
    zones.push(...InstanceTypeOfferings.flatMap(({ Location }) => Location ?? []));
  }
  return zones.sort();
}
