import { readFileSync } from 'node:fs';
import { PROGRAM } from './program.ts';

/** What program.cjs sets in the environment when no npm script called it. */
export const WITHOUT_NPM = 'EKS_SOCK_SHOP_WITHOUT_NPM';

/** What a user writes to call a command: its npm script, or the program where the folder has no such script. */
export function callOf(
  name: string,
  words: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (env[WITHOUT_NPM] && !isScript(name)) return ['npx', PROGRAM, name, ...words].join(' ');
  return ['npm run', name, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}

function isScript(name: string): boolean {
  try {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts?: object };
    return scripts !== undefined && Object.hasOwn(scripts, name);
  } catch {
    return false;
  }
}
