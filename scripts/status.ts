import { AwsError } from '../aws/aws-error.ts';
import { withAws } from '../aws/clients.ts';
import { lookInTurn, refuseNamed } from './shared/each-target.ts';
import { allTargets, type Target, targetFlags, targetOf } from './shared/target.ts';
import { statusLines } from './status/lines.ts';
import { readStatus } from './status/read.ts';
import { type ClusterStatus, isReady } from '../aws/addons/status.ts';
import { waitUntilReady } from './status/wait.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { milliseconds } from './shared/duration.ts';
import { describeError, run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const NOT_YET = 1;
const LONGEST = '40m';

const command = {
  name: 'status',
  summary:
    'What EKS says about a cluster and its parts: exit 0 when all is ACTIVE, 1 when not or not yet, 2 when AWS cannot be asked.',
  flags: {
    ...targetFlags,
    all: { type: 'boolean', help: 'every cluster that has a file' },
    wait: { type: 'boolean', help: 'until all is ACTIVE, or something has failed' },
    timeout: {
      type: 'string',
      value: '30m',
      help: `with --wait: the longest time; otherwise ${LONGEST}`,
    },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, wait, timeout = LONGEST, json } = parsed.flags;
  const longestMs = milliseconds('timeout', timeout);
  if (parsed.flags.timeout !== undefined && !wait) {
    throw new UsageError('--timeout needs --wait', `add --wait`);
  }
  if (wait && json) {
    throw new UsageError(
      '--wait prints each change, which is not JSON',
      'ask for --json afterwards',
    );
  }
  const look = (target: Target) => lookAt(target, { json, longestMs: wait ? longestMs : 0 });
  const code = (status: ClusterStatus) => (isReady(status) ? 0 : NOT_YET);
  const tell = (found: readonly ClusterStatus[]) => {
    if (json) console.log(asJson(found));
  };
  if (all) {
    refuseNamed(parsed.flags);
    return lookInTurn(allTargets(), { look, tell, code });
  }
  const status = await look(targetOf({ command, ...parsed }));
  tell([status]);
  return code(status);
});

async function lookAt(
  target: Target,
  { json, longestMs }: { readonly json: boolean; readonly longestMs: number },
): Promise<ClusterStatus> {
  const status = await withAws(target.region, async (aws) => {
    if (longestMs > 0) await untilReady(() => waitUntilReady(aws, target, longestMs));
    return readStatus(aws, target);
  });
  if (!json) console.log(statusLines(status, target.config).join('\n'));
  return status;
}

function asJson(found: readonly ClusterStatus[]): string {
  const clusters = found.map((status) => ({ ...status, ready: isReady(status) }));
  return JSON.stringify({ clusters }, null, 2);
}

// When the time is up, the status says what is still missing.
async function untilReady(wait: () => Promise<void>): Promise<void> {
  try {
    await wait();
  } catch (error) {
    if (!(error instanceof UsageError) || error instanceof AwsError) throw error;
    console.error(describeError(error));
  }
}
