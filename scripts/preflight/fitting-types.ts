import { typesThatFit } from '../../checks/capacity/cheapest.ts';
import { nodeGroupOf } from '../../checks/capacity/node-group.ts';
import { totalDemand } from '../../checks/capacity/total-demand.ts';
import type { Subject } from '../../checks/check.ts';

/** Instance types on which a cluster's pods find a place with its fewest nodes, the cheapest first. */
export function fittingTypes(subject: Subject, among?: readonly string[]): string[] {
  const group = nodeGroupOf(subject);
  return group ? typesThatFit(totalDemand(subject), group, among) : [];
}
