import { describe, expect, jest, test } from '@jest/globals';
import { type Flag, type Command, parseArguments } from '../../terminal/arguments.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const command = {
  name: 'pack',
  summary: 'Packs a thing.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    out: { type: 'string', value: 'DIR', help: 'where to' },
    check: { type: 'boolean', help: 'write nothing' },
    'dry-run': { type: 'boolean', help: 'change nothing' },
  },
} as const satisfies Command<Record<string, Flag>>;

const parse = (...argv: string[]) => parseArguments(command, argv, {});

describe('flags', () => {
  test('have their values, and those not given none', () => {
    expect(parse()?.flags).toEqual({ cluster: [], check: false, 'dry-run': false });
    expect(parse('--cluster', 'a', '--cluster=b', '--out', 'x', '--check')?.flags).toEqual({
      cluster: ['a', 'b'],
      out: 'x',
      check: true,
      'dry-run': false,
    });
  });

  test.each([
    [['--chekc'], '--chekc is not a flag of npm run pack', 'did you mean --check?'],
    [['--CHECK'], '--CHECK is not a flag of npm run pack', 'did you mean --check?'],
    [
      ['--whatever'],
      '--whatever is not a flag of npm run pack',
      'flags: --cluster --out --check --dry-run',
    ],
    [
      ['--constructor'],
      '--constructor is not a flag of npm run pack',
      'flags: --cluster --out --check --dry-run',
    ],
    [['-c'], '-c is not a flag of npm run pack', 'flags: --cluster --out --check --dry-run'],
    [['--no-check'], '--no-check is not a flag of npm run pack', 'did you mean --check?'],
    [['--check=true'], '--check takes no value', 'write --check alone'],
    [['--out'], '--out needs a value', 'write --out DIR'],
    [['--out='], '--out needs a value', 'write --out DIR'],
    [['--out', '--check'], '--out needs a value', 'write --out DIR'],
    [['x'], 'npm run pack takes no argument x', 'see npm run pack -- --help'],
  ])('%j: %s', (argv, message, fix) => {
    expect(refusal(() => parse(...argv))).toEqual({ message, fix });
  });

  test('take a value that begins with dashes after =', () => {
    expect(parse('--out=--x')?.flags.out).toBe('--x');
  });

  test('take only what is allowed, where that is said', () => {
    const only = {
      type: 'string',
      value: 'PART',
      allowed: ['lid', 'box'],
      help: 'a part',
    } as const;
    const choosy = (value: string) =>
      parseArguments({ ...command, flags: { only } }, ['--only', value], {})?.flags.only;
    expect(choosy('box')).toBe('box');
    expect(refusal(() => choosy('bxo'))).toEqual({
      message: '--only bxo is not possible',
      fix: 'did you mean box?',
    });
    expect(refusal(() => choosy('everything'))).toEqual({
      message: '--only everything is not possible',
      fix: 'allowed: --only lid, --only box',
    });
    const to = { type: 'string', value: 'N', allowed: ['1', '2', '10'], help: 'a number' } as const;
    for (const value of ['9', '11', 'one']) {
      const numbered = () => parseArguments({ ...command, flags: { to } }, ['--to', value], {});
      expect(refusal(numbered)).toEqual({
        message: `--to ${value} is not possible`,
        fix: 'allowed: --to 1, --to 2, --to 10',
      });
    }
  });

  test('may be followed by what has no flag, where a command takes that', () => {
    const taking = { ...command, positionals: 'DIR…' };
    expect(parseArguments(taking, ['a', '--check', '--', '--b'], {})?.positionals).toEqual([
      'a',
      '--b',
    ]);
  });
});

test.each(['--help', '-h'])('%s prints how the command is called', (flag) => {
  const print = jest.spyOn(console, 'log').mockReturnValue();
  try {
    expect(parse(flag)).toBeUndefined();
    expect(print.mock.calls.join('\n')).toBe(
      [
        'npm run pack -- [flags]',
        '',
        'Packs a thing.',
        '',
        '  --cluster NAME  only this cluster (repeatable)',
        '  --out DIR       where to',
        '  --check         write nothing',
        '  --dry-run       change nothing',
      ].join('\n'),
    );
  } finally {
    print.mockRestore();
  }
});

describe('flags that npm keeps for itself', () => {
  const swallowed = (env: NodeJS.ProcessEnv, ...argv: string[]) =>
    refusal(() => parseArguments(command, argv, { npm_lifecycle_event: 'pack', ...env }));

  test.each<[NodeJS.ProcessEnv, string[], string, string]>([
    [{ npm_config_check: 'true' }, [], '--check', '--check'],
    [{ npm_config_dry_run: 'true' }, [], '--dry-run', '--dry-run'],
    [{ npm_config_out: 'x' }, [], '--out x', '--out x'],
    [{ npm_config_cluster: 'true' }, ['a'], '--cluster', '--cluster a'],
    [{ npm_config_chekc: 'true' }, [], '--check', '--check'],
    [{ npm_config_clustr: 'a' }, ['--check'], '--cluster a', '--cluster a --check'],
  ])('%j %j stops the command with the right line', (env, argv, kept, right) => {
    expect(swallowed(env, ...argv)).toEqual({
      message: `npm kept ${kept} for itself: flags for the command come after --`,
      fix: `write: npm run pack -- ${right}`,
    });
  });

  test.each<NodeJS.ProcessEnv>([
    { npm_config_check: '' },
    { npm_config_dry_run: 'false' },
    { npm_config_cache: '/x', npm_config_user_agent: 'npm/10', npm_config_node_gyp: '/y' },
    { npm_config_check: 'true', npm_lifecycle_event: 'other' },
  ])('%j is nothing to stop for', (env) => {
    expect(swallowed(env)).toBeUndefined();
  });
});

function refusal(action: () => unknown): { message: string; fix?: string } | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return { message: error.message, fix: error.fix };
    throw error;
  }
}
