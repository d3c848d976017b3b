import { PRACTICE } from '../config/practice.ts';
import { ControlPlaneError } from '../control-plane/control-plane-error.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { lineOf } from '../terminal/call.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { sentence } from '../terminal/wrap.ts';
import { afterPractice, type Environment } from './practice/environment.ts';
import { exportLines } from './practice/export-lines.ts';
import { aboutFaults, faultFlags } from './practice/faults/flags.ts';
import {
  environmentOf,
  isRunning,
  runningSession,
  runsFor,
  startSession,
  stopRunning,
} from './practice/front.ts';
import { prepare } from './practice/prepare.ts';
import type { Session } from './practice/session.ts';
import { openShell } from './practice/shell.ts';
import { welcome } from './practice/welcome.ts';
import { LiveLine } from './shared/live-line.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'practice',
  summary:
    'Opens a shell in which eksctl, kubectl, aws and the commands of this project find a played AWS on this computer: free, and without an account.\n' +
    'When the shell ends, everything is deleted.',
  flags: {
    keep: { type: 'boolean', help: 'let it run on after the shell: the next call enters it again' },
    print: {
      type: 'boolean',
      help: 'print the lines for your own shell, eval "$(npm run -s practice -- --print)", and let it run on',
    },
    stop: { type: 'boolean', help: 'end what runs on, and delete everything of it' },
    ...faultFlags,
  },
} as const satisfies Command<Record<string, Flag>>;

const STILL_SET =
  'A shell that entered it with --print still has its settings: open a new one there, or call practice with --print again.';

type Wants = 'enter' | 'keep';

const progress = new LiveLine();

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed, flags: { keep: false, print: false, stop: false } };
  const { keep, print, stop } = parsed.flags;
  if (stop) return end();
  const folder = runsFor(process.env) ? process.env[PRACTICE] : undefined;
  const said = await aboutFaults({ command, ...parsed }, folder, progress);
  if (said) {
    for (const line of said) console.log(line);
    return 0;
  }
  refuse(folder !== undefined);
  const ofShell = process.env;
  process.env = afterPractice(ofShell);
  const wants = keep || print ? 'keep' : 'enter';
  const running = await entered(wants);
  const session = running ?? (await started(wants));
  const environment = await progress.step('starting practice', () => environmentOf(session));
  if (!print) {
    const stops = lineOf(call, { stop: true });
    const lasts = keep ? 'kept' : running ? 'entered' : 'alone';
    return inShell(session, environment, welcome(environment, lasts, stops), stops);
  }
  for (const line of exportLines(environment, ofShell)) console.log(line);
  session.leave();
  await session.over;
  return 0;
});

function refuse(isInPractice: boolean): void {
  if (isInPractice) {
    throw new UsageError(
      'this shell is in practice already',
      'leave it: exit; or open another terminal',
    );
  }
  if (process.platform === 'win32') {
    throw new UsageError('practice runs on Linux and macOS', 'on Windows, call it in WSL');
  }
}

async function entered(wants: Wants): Promise<Session | undefined> {
  const running = await runningSession(wants);
  // One that is ending just now tells nothing any more.
  const told = running && (await progress.step('entering practice', () => running.told));
  return told && running;
}

async function started(wants: Wants): Promise<Session> {
  try {
    return await startSession(await prepare(progress), wants);
  } catch (error) {
    throw error instanceof ControlPlaneError ? new UsageError(error.message) : error;
  }
}

async function inShell(
  session: Session,
  environment: Environment,
  welcomed: readonly string[],
  toStop: string,
): Promise<number> {
  const isTyped = process.stdin.isTTY;
  if (isTyped) for (const line of welcomed) console.log(sentence(line).join('\n'));
  const shell = openShell(environment, isTyped);
  session.has(shell.id);
  // Ctrl-C is for what runs in the shell.
  if (isTyped) process.on('SIGINT', () => {});
  const broken = session.over.then((why) => ({ why }));
  const code = await Promise.race([shell.ended, broken]);
  if (typeof code !== 'number') {
    const { why } = code;
    console.error(`practice has ended, and this shell with it${why ? `: ${why}` : ''}`);
    process.kill(shell.id, 'SIGHUP');
    return 1;
  }
  await progress.step('leaving practice', async () => {
    session.leave();
    await session.over;
  });
  if (isRunning()) progress.line(`It runs on. To end it: ${toStop}`);
  return isTyped ? 0 : code;
}

async function end(): Promise<number> {
  const wasThere = await progress.step('ending practice', stopRunning);
  if (!wasThere) {
    console.log('Practice does not run.');
    return 0;
  }
  console.log('Practice has ended, and nothing is left of it.');
  for (const line of sentence(STILL_SET)) console.log(line);
  return 0;
}
