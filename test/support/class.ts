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
