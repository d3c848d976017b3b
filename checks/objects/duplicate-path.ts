import { type About, check, type Finding } from '../check.ts';

const about: About = {
  id: 'duplicate-path',
  severity: 'broken',
  why: 'Of two files with one path, the second overwrites the first, on many disks regardless of upper and lower case.',
  remedy: 'Give one of them another name.',
};

export const duplicatePath = check(about, ({ files, clusterConfig }) => {
  const first = new Map<string, string>();
  const found: Finding[] = [];
  for (const { path } of [...(clusterConfig ? [clusterConfig] : []), ...files]) {
    const key = path.toLowerCase();
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
    else {
      found.push({
        check: about.id,
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
});
