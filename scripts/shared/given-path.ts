import { isAbsolute, relative, resolve } from 'node:path';

/**
 * A path as its user meant it: npm runs every command in the project's folder, and says in INIT_CWD where the user
 * stood. What runs inside of another command of npm, as tests do, finds that command's INIT_CWD, which is not its own.
 */
export function givenPath(
  command: string,
  path: string,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const { INIT_CWD: stood, npm_lifecycle_event: called } = env;
  if (!stood || called !== command || isAbsolute(path)) return path;
  return relative('', resolve(stood, path)) || '.';
}
