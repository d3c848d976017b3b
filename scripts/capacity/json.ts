import { HOURS_A_DAY, HOURS_A_MONTH } from '../../checks/capacity/price.ts';
import type { CapacityReport } from '../../checks/capacity/report.ts';
import { pricesRead } from '../../tables/prices.ts';

/** The same for programs. */
export function asJson({ group, demand, rest, prices, ...plain }: CapacityReport) {
  const pod = ({
    name,
    owner,
    cpu,
    memory,
    volumes,
  }: CapacityReport['demand']['pods'][number]) => ({
    name,
    owner,
    cpu,
    memory,
    volumes,
  });
  return {
    ...plain,
    nodes: group,
    pods: demand.pods.map(pod),
    perNode: demand.perNode.map(pod),
    atRest: { ...rest, settles: Object.fromEntries(rest.settles) },
    prices: prices.map((price) => ({
      ...price,
      complete: price.unknown.length === 0,
      day: price.hour * HOURS_A_DAY,
      month: price.hour * HOURS_A_MONTH,
      ...(price.learners && { learnerHour: price.hour / price.learners }),
    })),
    pricesRead,
  };
}
