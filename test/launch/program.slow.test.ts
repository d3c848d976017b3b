import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const program = (...args: string[]) =>
  runProgram(process.execPath, [projectFile('program.cjs'), ...args]);

test('the program says its version', async () => {
  expect(await program('--version')).toEqual({
    code: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
  });
});

test('a command that does not exist is told with those that do', async () => {
  const { code, stderr } = await program('upp');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^eks-sock-shop has no command upp\ncommands: .*\bup\b/);
});

test('a command is run with its flags, and needs no -- before them', async () => {
  const { code, stderr } = await program('synth', '--chekc');
  expect(code).toBe(2);
  expect(stderr).toBe('--chekc is not a flag of npm run synth\ndid you mean --check?\n');
});

test('where there are no npm scripts, a command is called by npx', async () => {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  const called = (...args: string[]) =>
    runProgram(process.execPath, [projectFile('program.cjs'), ...args], { cwd });
  expect((await called('validate')).stderr).toBe(
    'npx eks-sock-shop validate needs something to read\nwrite: npx eks-sock-shop validate dist\n',
  );
  expect((await called('plan', '--help')).stdout).toMatch(/^npx eks-sock-shop plan .*\[flags\]\n/);
});

test('every npm script that the program could run is a call of it', async () => {
  const commands = (await program('--complete', '')).stdout.trim().split('\n');
  const scripts: Readonly<Record<string, string>> = packageJson.scripts;
  for (const name of commands.filter((command) => command in scripts)) {
    expect(scripts[name]).toBe(`node program.cjs ${name}`);
  }
});

test('bash completes commands, flags and nothing that was typed already', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  symlinkSync(projectFile('program.cjs'), join(folder, 'eks-sock-shop'));
  const complete = async (...words: string[]) => {
    const script = [
      'eval "$(eks-sock-shop completion bash)"',
      'COMP_WORDS=(eks-sock-shop "$@"); COMP_CWORD=$#',
      '_eks_sock_shop; printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n');
    const { stdout, stderr } = await runProgram('bash', ['-c', script, 'bash', ...words], {
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    expect(stderr).toBe('');
    return stdout.trim().split('\n');
  };
  expect(await complete('nodep')).toEqual(['nodeport']);
  expect(await complete('synth', '--')).toEqual(['--cluster', '--out', '--check', '--help']);
  expect(await complete('synth', '--check', '--o')).toEqual(['--out']);
  expect(await complete('synth', '--check', '--c')).toEqual(['--cluster']);
});

test('completion for a shell that is not known says which are', async () => {
  const { code, stderr } = await program('completion', 'fisch');
  expect(code).toBe(2);
  expect(stderr).toBe('fisch is not a shell that is known here\ndid you mean fish?\n');
});
