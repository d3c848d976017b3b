import { execFileSync } from 'node:child_process';

// Whatever this computer's user has set up for commits and tags of their own.
const settings = [
  'user.name=test',
  'user.email=test@example.com',
  'commit.gpgsign=false',
  'tag.gpgsign=false',
  'core.hooksPath=/dev/null',
].flatMap((setting) => ['-c', setting]);

/** Runs git in a test's own repository, and returns what it prints. */
export const gitIn =
  (cwd: string) =>
  (...args: string[]): string =>
    execFileSync('git', [...settings, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
