/** How far something is. What could not be looked at is never taken for done. */
export type State = 'done' | 'not yet' | 'wrong' | 'not checked';

/** One thing that an exercise asks for. */
export interface Item {
  readonly what: string;
  readonly state: State;
  /** What was read, and where. */
  readonly evidence: string;
  /** The next command to run, or what to do. */
  readonly next?: string;
}

/** One exercise of the chapter, as far as it has come. */
export interface Exercise {
  readonly number: number;
  readonly title: string;
  readonly items: readonly Item[];
}

export const titles: Readonly<Record<number, string>> = {
  1: 'Creating an EKS cluster',
  2: 'Adding an autoscaler',
  3: 'Create a ClusterIP Service',
  4: 'Create a NodePort Service',
  5: 'Create a LoadBalancer Service',
  6: 'Adding an Ingress and its controller',
};

/** An exercise of the chapter with what was found of it. */
export function exerciseOf(number: number, items: readonly Item[]): Exercise {
  return { number, title: titles[number] ?? '', items };
}

/** The whole exercise's state: that of its worst item. */
export function stateOf({ items }: Pick<Exercise, 'items'>): Exclude<State, 'not checked'> {
  if (items.some(({ state }) => state === 'wrong')) return 'wrong';
  return items.every(({ state }) => state === 'done') ? 'done' : 'not yet';
}

export const done = (what: string, evidence: string): Item => ({ what, state: 'done', evidence });

export const notYet = (what: string, evidence: string, next?: string): Item =>
  item('not yet', what, evidence, next);

export const wrong = (what: string, evidence: string, next?: string): Item =>
  item('wrong', what, evidence, next);

export const notChecked = (what: string, evidence: string, next?: string): Item =>
  item('not checked', what, evidence, next);

function item(state: State, what: string, evidence: string, next: string | undefined): Item {
  return { what, state, evidence, ...(next !== undefined && { next }) };
}
