/** Node ports that one range may reach, as one rule of a security group. */
export interface PortRule {
  readonly first: number;
  readonly last: number;
  readonly range: string;
}

/** A rule that a security group has. */
export interface ExistingRule extends PortRule {
  readonly id: string;
}

/** Whether two rules let the same in: AWS takes only one of them. */
export function isSame(a: PortRule, b: PortRule): boolean {
  return a.first === b.first && a.last === b.last && a.range === b.range;
}

/** `TCP 32000 from 198.51.100.7/32`. */
export function ruleWords({ first, last, range }: PortRule): string {
  return `TCP ${first === last ? first : `${first} to ${last}`} from ${range}`;
}
