/** The folder of a learner's own exercises, below dist/<cluster>/. */
export function learnerFolder(name: string): string {
  return `exercises/${name}`;
}

/** Those without what lies in any learner's folder but the first one's: they are alike. */
export function withFirstLearner<T extends { readonly file: string }>(all: readonly T[]): T[] {
  const folderOf = ({ file }: T) => /^exercises\/([^/]+)\//.exec(file)?.[1];
  const first = all.map(folderOf).find((folder) => folder !== undefined);
  return all.filter((one) => [undefined, first].includes(folderOf(one)));
}
