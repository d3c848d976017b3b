import type { Overrides } from './configs.ts';

/** A learner as a cluster file has them. */
export interface LearnerKeys {
  readonly name: string;
  readonly principal: string;
  readonly nodePort?: number;
}

/** So many learners. */
export function classOf(count: number): LearnerKeys[] {
  return Array.from({ length: count }, (_, index) => learner(`learner-${index + 1}`));
}

/** One learner. */
export function learner(name: string, nodePort?: number): LearnerKeys {
  return {
    name,
    principal: `arn:aws:iam::111122223333:user/${name}`,
    ...(nodePort !== undefined && { nodePort }),
  };
}

/** The keys of a cluster that holds sixty learners. */
export const sixty: Overrides = {
  nodes: { instanceType: 'm7i.4xlarge', min: 2, desired: 3, max: 4 },
  learners: classOf(60),
};
