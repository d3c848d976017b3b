import type { Step } from '../step.ts';
import type { Phase } from './phases.ts';

/** What EKS updates by a command: it makes one update at a time of a cluster, and one of each node group. */
export interface Update {
  /** The names of node groups; without any, it is the cluster. */
  readonly groups?: readonly string[];
  /** Whether it goes on when the command is done. */
  readonly goesOn: boolean;
}

/** A command of a plan; its row says when it is run, unless it says so itself. */
export interface Move extends Step {
  readonly phase?: Phase;
  readonly update?: Update;
}

/** A command whose time is known. */
export interface Timed extends Move {
  readonly phase: Phase;
}

/** What a change takes: commands, a new cluster, or nothing. */
export type Taken =
  | {
      readonly what: 'commands';
      readonly moves: readonly Move[];
      /** What they leave as it is. */
      readonly note?: string;
    }
  | { readonly what: 'new cluster' | 'no command' | 'nothing'; readonly why: string };

/** Commands, in their order. */
export function run(...moves: readonly Move[]): Taken {
  return { what: 'commands', moves };
}

/** What a cluster keeps for life. */
export function newCluster(why: string): Taken {
  return { what: 'new cluster', why };
}

/** What no command changes in one go, and no new cluster is needed for. */
export function noCommand(why: string): Taken {
  return { what: 'no command', why };
}

/** What needs nothing to be run. */
export function nothing(why: string): Taken {
  return { what: 'nothing', why };
}

/** The same commands at another time. */
export function inPhase(phase: Phase, taken: Taken): Taken {
  if (taken.what !== 'commands') return taken;
  return run(...taken.moves.map((move) => ({ ...move, phase })));
}
