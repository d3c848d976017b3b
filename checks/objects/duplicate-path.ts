import type { Check, Finding } from '../check.ts';

/** Two files of one path: the second overwrites the first. Many disks don't tell upper case from lower. */
export const duplicatePath: Check = ({ files, clusterConfig }) => {
  const first = new Map<string, string>();
  const found: Finding[] = [];
  for (const { path } of [...(clusterConfig ? [clusterConfig] : []), ...files]) {
    const key = path.toLowerCase();
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
    else {
      found.push({
        check: 'duplicate-path',
        file: path,
        message:
          other === path
            ? 'two files have this path, and the later one overwrites the other'
            : `differs from ${other} in upper and lower case only: on many disks they are one file`,
        fix: 'give one of them another name',
      });
    }
  }
  return found;
};
