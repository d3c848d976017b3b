import { list, text } from '../../../../checks/values.ts';
import { mountedFiles } from '../container/files.ts';
import { variablesOf } from '../container/variables.ts';
import { type Command, notPlayed, type Setting } from './command.ts';

/** What a Redis was started with: its settings, and the password that it asks for. */
interface Redis {
  readonly settings: ReadonlyMap<string, string>;
  readonly password: string | undefined;
}

const MEMORY = new Set(['maxmemory']);
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1000,
  kb: 1024,
  m: 1_000_000,
  mb: 1024 ** 2,
  g: 1_000_000_000,
  gb: 1024 ** 3,
};

/** Asks the Redis of the container itself: `ping`, and `config get`. */
export const redisCli: Command = async (words, setting) => {
  const { out, err } = setting.streams;
  const redis = await redisOf(setting);
  if (!redis) {
    err.write('Could not connect to Redis at 127.0.0.1:6379: Connection refused\n');
    return 1;
  }
  const [first = '', second = '', ...names] = words.map((word) => word.toLowerCase());
  const isConfig = first === 'config' && second === 'get' && names.length > 0;
  if (!isConfig && first !== 'ping') {
    return notPlayed(setting, 'of redis-cli, practice plays `ping` and `config get NAME` alone');
  }
  const given = setting.variables.get('REDISCLI_AUTH');
  if (redis.password !== undefined && given !== redis.password) {
    const why = given === undefined ? 'NOAUTH Authentication required.' : 'WRONGPASS';
    out.write(`${why}\n\n`);
    return 0;
  }
  if (first === 'ping') out.write('PONG\n');
  else {
    for (const name of names) {
      const value = redis.settings.get(name);
      if (value !== undefined) out.write(`${name}\n${value}\n`);
    }
  }
  return 0;
};

async function redisOf({ api, container }: Setting): Promise<Redis | undefined> {
  const { spec } = container;
  const words = [...list(spec.command), ...list(spec.args)].map((word) => text(word) ?? '');
  const line = words.length === 0 ? 'redis-server' : words.join(' ');
  if (!/\bredis-server\b/.test(line)) return undefined;
  const files = await mountedFiles(api, container);
  const variables = await variablesOf(api, container);
  const settings = new Map([['maxmemory', '0']]);
  const file = [...files].find(([path]) => line.includes(`redis-server ${path}`))?.[1] ?? '';
  for (const each of file.split('\n')) set(settings, ...halves(each));
  const options = line.split(' --').slice(1);
  for (const option of options) set(settings, ...halves(inShell(option, files, variables)));
  return { settings, password: settings.get('requirepass') };
}

function halves(line: string): [name: string, value: string] {
  const [name = '', ...value] = line.trim().split(/\s+/);
  return [name, value.join(' ')];
}

function set(settings: Map<string, string>, name: string, value: string): void {
  if (name !== '') settings.set(name, MEMORY.has(name) ? bytes(value) : value);
}

function bytes(value: string): string {
  const [, number = '0', unit = ''] = /^(\d+)([a-z]*)$/.exec(value.toLowerCase()) ?? [];
  return String(Number(number) * (UNITS[unit] ?? 1));
}

// What the shell of the container's own command puts in: a file's text, or a variable.
function inShell(
  option: string,
  files: ReadonlyMap<string, string>,
  variables: ReadonlyMap<string, string>,
): string {
  return option
    .replaceAll(/"?\$\(cat ([^)]+)\)"?/g, (_, path: string) => (files.get(path) ?? '').trim())
    .replaceAll(/"?\$([A-Za-z_]\w*)"?/g, (_, name: string) => variables.get(name) ?? '');
}
