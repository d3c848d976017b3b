import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { withLock } from '../../output/lock.ts';
import { behindLinks } from '../../output/only-files.ts';
import { removeLeftovers, replaceFile } from '../../output/replace-file.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { Kubeconfig } from './kubeconfig.ts';

const FOR_ITS_OWNER = 0o600;
const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR'];

/** Changes a kubeconfig in one piece, while nobody else does; returns whether there was anything to change. */
export function changeKubeconfig(file: string, edit: (config: Kubeconfig) => void): boolean {
  return inWords(file, () => {
    const real = behindLinks(file);
    mkdirSync(dirname(real), { recursive: true, mode: 0o700 });
    // The lock that kubectl takes, too.
    return withLock(`${real}.lock`, () => {
      removeLeftovers(real);
      const config = Kubeconfig.read(real);
      const before = existsSync(real) ? config.toString() : undefined;
      edit(config);
      const after = config.toString();
      if (after === before) return false;
      replaceFile(real, after, FOR_ITS_OWNER);
      return true;
    });
  });
}

function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!unwritable.includes(code)) throw error;
    throw new UsageError(
      `${file} cannot be written: ${code}`,
      'name another file: KUBECONFIG=~/.kube/eks npm run kubeconfig',
    );
  }
}
