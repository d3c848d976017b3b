import { readFileSync } from 'node:fs';
import { UsageError } from '../../terminal/usage-error.ts';

const ON_GITHUB = 'https://api.github.com';

/** The pull request that a GitHub workflow runs for, and by what it is reached. */
export interface PullRequest {
  readonly api: string;
  readonly repository: string;
  readonly number: number;
  readonly token: string;
}

/** It, by the variables that GitHub sets for a workflow. */
export function pullRequest(env: NodeJS.ProcessEnv): PullRequest {
  const { GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_API_URL = ON_GITHUB } = env;
  if (!GITHUB_REPOSITORY || !GITHUB_EVENT_PATH) {
    throw new UsageError(
      'npm run comment works in a GitHub workflow, which sets GITHUB_REPOSITORY and GITHUB_EVENT_PATH',
      'docs/pull-requests.md has a workflow',
    );
  }
  if (!GITHUB_TOKEN) {
    throw new UsageError(
      'npm run comment needs a token in GITHUB_TOKEN',
      'write into the step: env: { GITHUB_TOKEN: "${{ github.token }}" }',
    );
  }
  const number = numberIn(GITHUB_EVENT_PATH);
  if (number === undefined) {
    throw new UsageError(
      'this workflow runs for no pull request: there is nothing to comment on',
      "run the step only for pull requests: if: github.event_name == 'pull_request'",
    );
  }
  return { api: GITHUB_API_URL, repository: GITHUB_REPOSITORY, number, token: GITHUB_TOKEN };
}

function numberIn(file: string): number | undefined {
  try {
    const { pull_request: pull } = JSON.parse(readFileSync(file, 'utf8')) as {
      pull_request?: { number?: number };
    };
    return pull?.number;
  } catch (error) {
    throw new UsageError(`${file}, of GITHUB_EVENT_PATH, can't be read: ${String(error)}`);
  }
}
