import { cat } from './cat.ts';
import { type Command, type Setting } from './command.ts';
import { env, printenv } from './env.ts';
import { nslookup } from './nslookup.ts';
import { redisCli } from './redis-cli.ts';
import { sh } from './sh.ts';
import { timeout } from './timeout.ts';
import { wget } from './wget.ts';

const NOT_FOUND = 127;

const commands: Readonly<Record<string, Command>> = {
  cat,
  env,
  hostname: async (_, { container, streams }) => {
    streams.out.write(`${container.pod.metadata.name}\n`);
    return 0;
  },
  nslookup,
  printenv,
  'redis-cli': redisCli,
  sh,
  timeout,
  true: async () => 0,
  wget,
};

/** Plays a command. No program of this computer is started for any of them. */
export async function runCommand(argv: readonly string[], setting: Setting): Promise<number> {
  const [path = '', ...words] = argv;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(words, setting);
  const played = Object.keys(commands).join(', ');
  setting.streams.err.write(
    `practice: no image runs here, and practice does not play \`${name}\`. It plays ${played}.\n`,
  );
  return NOT_FOUND;
}
