import { parseArgs } from 'node:util';
import { didYouMean } from '../../config/suggest.ts';
import { UsageError } from './usage-error.ts';

/** One flag of a command. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  /** What stands for its value in the help: `--cluster NAME`. */
  readonly value?: string;
  readonly help: string;
}

/** A command as its user sees it: `npm run <name>`. */
export interface Command<F extends Record<string, Flag>> {
  readonly name: string;
  readonly summary: string;
  readonly flags: F;
  /** What the arguments without a flag are, when it takes any: `DIR…`. */
  readonly positionals?: string;
}

type Value<F extends Flag> = F['type'] extends 'boolean'
  ? boolean
  : F['multiple'] extends true
    ? string[]
    : string | undefined;

export type Values<F extends Record<string, Flag>> = { readonly [K in keyof F]: Value<F[K]> };

/** What a command was called with; undefined when it was only asked for its help, which is printed. */
export function parseArguments<const F extends Record<string, Flag>>(
  command: Command<F>,
  argv: readonly string[] = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
): { flags: Values<F>; positionals: string[] } | undefined {
  refuseSwallowedFlags(command, argv, env);
  const names = Object.keys(command.flags);
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...command.flags, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(command.flags)) {
    if (flag.type === 'boolean') flags[name] = false;
    else if (flag.multiple) flags[name] = [];
  }
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.rawName === '-h') {
      process.stdout.write(usage(command));
      return undefined;
    }
    const flag = command.flags[token.name];
    if (!flag) {
      throw new UsageError(
        `${token.rawName} is no flag of npm run ${command.name}`,
        didYouMean(
          token.rawName,
          [...names, 'help'].map((name) => `--${name}`),
        ) ?? `flags: ${names.map((name) => `--${name}`).join(' ')}`,
      );
    }
    if (flag.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value`, `write ${token.rawName} alone`);
    }
    if (flag.type === 'string' && (token.value === undefined || token.value === '')) {
      throw new UsageError(
        `${token.rawName} needs a value`,
        `write ${token.rawName} ${flag.value ?? 'VALUE'}`,
      );
    }
    if (flag.type === 'boolean') flags[token.name] = true;
    else if (flag.multiple) (flags[token.name] as string[]).push(token.value as string);
    else flags[token.name] = token.value;
  }
  if (positionals.length > 0 && !command.positionals) {
    throw new UsageError(
      `npm run ${command.name} takes no argument ${positionals[0]}`,
      `see npm run ${command.name} -- --help`,
    );
  }
  return { flags: flags as Values<F>, positionals };
}

// npm keeps `npm run synth --check` for itself, as its own setting, and hands the script nothing.
function refuseSwallowedFlags<F extends Record<string, Flag>>(
  command: Command<F>,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): void {
  if (env.npm_lifecycle_event !== command.name) return;
  const swallowed = Object.entries(command.flags).flatMap(([name, flag]) => {
    const value = env[`npm_config_${name.replaceAll('-', '_')}`];
    if (value === undefined || value === '') return [];
    if (flag.type === 'boolean') return value === 'false' ? [] : [`--${name}`];
    return [value === 'true' ? `--${name}` : `--${name} ${value}`];
  });
  if (swallowed.length === 0) return;
  throw new UsageError(
    `npm kept ${swallowed.join(' ')} for itself: flags for the command come after --`,
    `write: npm run ${command.name} -- ${[...swallowed, ...argv].join(' ')}`,
  );
}

function usage<F extends Record<string, Flag>>({
  name,
  summary,
  flags,
  positionals,
}: Command<F>): string {
  const lines = Object.entries(flags).map(
    ([flag, { type, value, help, multiple }]): [string, string] => [
      `--${flag}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`,
      multiple ? `${help} (repeatable)` : help,
    ],
  );
  const width = Math.max(...lines.map(([flag]) => flag.length), 0);
  const list = lines.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}\n`).join('');
  return `npm run ${name} --${positionals ? ` ${positionals}` : ''} [flags]\n\n${summary}\n\n${list}`;
}
