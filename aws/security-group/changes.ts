import { type ExistingRule, isSame, type PortRule } from './rule.ts';

/** The inbound rules of a cluster's nodes, as far as they matter here. */
export interface Present {
  /** Those that this project made. */
  readonly ours: readonly ExistingRule[];
  /** Those for TCP ports that somebody else made: they are never touched. */
  readonly others: readonly ExistingRule[];
}

/** What has to happen until a security group is as it should be. */
export interface Changes {
  readonly open: readonly PortRule[];
  readonly close: readonly ExistingRule[];
  readonly stay: readonly ExistingRule[];
  /** Rules of others that let in what would be opened: AWS takes no second one. */
  readonly byOthers: readonly ExistingRule[];
}

/** Compares what there is with what is wanted; nothing wanted closes everything of ours. */
export function changesTo({ ours, others }: Present, wanted: readonly PortRule[]): Changes {
  const isWanted = (rule: PortRule) => wanted.some((other) => isSame(rule, other));
  const isThere = (rule: PortRule) => [...ours, ...others].some((other) => isSame(rule, other));
  return {
    open: wanted.filter((rule) => !isThere(rule)),
    close: ours.filter((rule) => !isWanted(rule)),
    stay: ours.filter(isWanted),
    byOthers: others.filter(isWanted),
  };
}

/** Whether there is anything to do. */
export function isDone({ open, close }: Changes): boolean {
  return open.length + close.length === 0;
}
