import { launched } from '../../launch/launched.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type * as Looking from './look.ts';

/** Our own code, as its files are at each call. */
export interface Code {
  fresh(): Promise<typeof Looking>;
  /** The folders of the files that it is made of. */
  folders(): readonly string[];
}

/** The code of scripts/watch/look.ts, which the launcher keeps up to date. */
export async function currentCode(): Promise<Code> {
  const launch = launched();
  if (!launch) throw new UsageError('watch runs under the launcher', 'write: npm run watch');
  const modules = await launch.modules();
  return {
    fresh: async () => (await modules.fresh('scripts/watch/look.ts')) as typeof Looking,
    folders: () => modules.folders(),
  };
}
