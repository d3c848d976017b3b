/** The namespace of a person's Service exercises: the chapter's NAME-bc-svc. */
export function exerciseNamespace(name: string): string {
  return `${name}-bc-svc`;
}

/** The Kubernetes group of a learner's access entry, to which their rights are bound. */
export function learnerGroup(name: string): string {
  return `learner-${name}`;
}
