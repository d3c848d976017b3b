/** The folder of a learner's own exercises, below dist/<cluster>/. */
export function learnerFolder(name: string): string {
  return `exercises/${name}`;
}

/** Whether a file is an exercise of any learner but the first, whose are the same. */
export function isOfLaterLearner(
  config: { readonly learners: readonly { readonly name: string }[] } | undefined,
  file: string,
): boolean {
  return (config?.learners ?? [])
    .slice(1)
    .some(({ name }) => file.startsWith(`${learnerFolder(name)}/`));
}
