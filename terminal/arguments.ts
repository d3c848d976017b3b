import { parseArgs } from 'node:util';
import { callOf } from './call-of.ts';
import { candidates } from './complete.ts';
import { didYouMean, suggest } from './suggest.ts';
import { tableLines } from './table.ts';
import { UsageError } from './usage-error.ts';
import { sentence } from './wrap.ts';

const SHORTEST_GUESSED = 4;

/** One flag of a command. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  /** What stands for its value in the help: `--cluster NAME`. */
  readonly value?: string;
  /** All that its value may be. */
  readonly allowed?: readonly string[];
  readonly isRequired?: boolean;
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

/** What a command was called with; undefined when it was only asked what it takes, which is printed. */
export function parseArguments<const F extends Record<string, Flag>>(
  command: Command<F>,
  argv: readonly string[] = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
): { flags: Values<F>; positionals: string[] } | undefined {
  if (argv[0] === '--complete') {
    console.log(candidates(command.flags, argv.slice(1)).join('\n'));
    return undefined;
  }
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
      console.log(usage(command));
      return undefined;
    }
    const flag = Object.hasOwn(command.flags, token.name) ? command.flags[token.name] : undefined;
    if (!flag) {
      throw new UsageError(
        `${token.rawName} is not a flag of ${callOf(command.name)}`,
        didYouMean(
          token.rawName,
          [...names, 'help'].map((name) => `--${name}`),
        ) ?? `flags: ${names.map((name) => `--${name}`).join(' ')}`,
      );
    }
    if (flag.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value`, `write ${token.rawName} alone`);
    }
    if (flag.type === 'string' && !isValue(token)) {
      throw new UsageError(
        `${token.rawName} needs a value`,
        `write ${token.rawName} ${flag.value ?? 'VALUE'}`,
      );
    }
    if (token.value !== undefined) refuseOther(token.rawName, token.value, flag);
    if (flag.type === 'boolean') flags[token.name] = true;
    else if (flag.multiple) (flags[token.name] as string[]).push(token.value as string);
    else flags[token.name] = token.value;
  }
  if (positionals.length > 0 && !command.positionals) {
    throw new UsageError(
      `${callOf(command.name)} takes no argument ${positionals[0]}`,
      `see ${callOf(command.name, ['--help'])}`,
    );
  }
  refuseMissing(command, flags);
  return { flags: flags as Values<F>, positionals };
}

function refuseMissing<F extends Record<string, Flag>>(
  { name, flags }: Command<F>,
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [flag, { isRequired, value }] of Object.entries(flags)) {
    if (!isRequired || given[flag] !== undefined) continue;
    throw new UsageError(
      `${callOf(name)} needs --${flag}`,
      `write ${callOf(name, [`--${flag}`, value ?? 'VALUE'])}`,
    );
  }
}

function refuseOther(flag: string, value: string, { allowed }: Flag): void {
  if (!allowed || allowed.includes(value)) return;
  const meant = allowed.every(isNumber) ? undefined : didYouMean(value, allowed);
  throw new UsageError(
    `${flag} ${value} is not possible`,
    meant ?? `allowed: ${allowed.map((one) => `${flag} ${one}`).join(', ')}`,
  );
}

// One number is never like another: what was meant can't be told.
function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
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
  const all = [...swallowed, ...misspelt(command, env)];
  if (all.length === 0) return;
  throw new UsageError(
    `npm kept ${all.join(' ')} for itself: flags for the command come after --`,
    `write: npm run ${command.name} -- ${[...all, ...argv].join(' ')}`,
  );
}

// npm keeps what it doesn't know, too; were it only misspelt, the command would do what nobody asked for.
function misspelt<F extends Record<string, Flag>>(
  { flags }: Command<F>,
  env: NodeJS.ProcessEnv,
): string[] {
  const names = Object.keys(flags).filter((name) => name.length >= SHORTEST_GUESSED);
  return Object.entries(env).flatMap(([key, value]) => {
    const kept = /^npm_config_(\w+)$/.exec(key)?.[1]?.replaceAll('_', '-');
    if (!kept || !value || kept.length < SHORTEST_GUESSED || Object.hasOwn(flags, kept)) return [];
    const meant = suggest(kept, names);
    return meant ? [`--${meant}${value === 'true' ? '' : ` ${value}`}`] : [];
  });
}

function isValue({ value, inlineValue }: { value?: string; inlineValue?: boolean }): boolean {
  return value !== undefined && value !== '' && (inlineValue === true || !value.startsWith('--'));
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
  return [
    callOf(name, [...(positionals ? [positionals] : []), '[flags]']),
    '',
    ...summary.split('\n').flatMap((line) => sentence(line)),
    '',
    ...tableLines({ rows: lines, indent: '  ' }),
  ]
    .join('\n')
    .trimEnd();
}
