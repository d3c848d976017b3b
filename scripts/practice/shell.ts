import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PRACTICE } from '../../config/practice.ts';
import { findProgram } from '../../aws/programs/find.ts';
import { quote } from '../../terminal/shell.ts';
import { type Environment, within } from './environment.ts';
import { exportLines } from './export-lines.ts';
import { HANG_UP } from './hang-up.ts';
import { fishTellLines, tellLines } from './tell-lines.ts';

/** A shell, and the files that it reads so that its user's own settings lead nowhere else. */
interface Started {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly text?: string;
}

const KNOWN = ['bash', 'zsh', 'fish'];

/** A shell of practice that runs. */
export interface Shell {
  /** Its process, or its group, where it is below zero. */
  readonly id: number;
  /** Its exit code. */
  readonly ended: Promise<number>;
}

/** Opens the user's own shell in practice; where nobody types, one that reads commands. */
export function openShell(environment: Environment, isTyped: boolean): Shell {
  const folder = environment.variables[PRACTICE] ?? '';
  const { program, args, env, file, text } = isTyped
    ? typed(environment, folder)
    : { program: findProgram('bash') ?? 'sh', args: [] };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
  }
  const child = spawn(program, args, {
    stdio: 'inherit',
    // A terminal's own shell sees to its jobs itself.
    detached: !isTyped,
    env: { ...within(process.env, environment), ...env },
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code ?? 1));
  });
  const pid = child.pid ?? 0;
  return { id: isTyped ? pid : -pid, ended };
}

function typed(environment: Environment, folder: string): Started {
  const { SHELL = '', HOME = '' } = process.env;
  const own = KNOWN.includes(basename(SHELL)) ? SHELL : (findProgram('bash') ?? 'sh');
  const lines = exportLines(environment, process.env);
  const settings = join(folder, 'shell');
  switch (basename(own)) {
    case 'bash': {
      const file = join(settings, 'bashrc');
      const text = [
        `[ -f ~/.bashrc ] && . ~/.bashrc`,
        ...lines,
        ...tellLines(folder),
        HANG_UP,
        'PROMPT_COMMAND=practice_tells',
        `PS1='(practice) \\w \\$ '`,
      ];
      return { program: own, args: ['--rcfile', file, '-i'], file, text: text.join('\n') };
    }
    case 'zsh': {
      const home = process.env.ZDOTDIR ?? HOME;
      const text = [
        `ZDOTDIR=${quote(home)}`,
        ...['.zshenv', '.zshrc'].map((name) => `[ -f "$ZDOTDIR/${name}" ] && . "$ZDOTDIR/${name}"`),
        ...lines,
        ...tellLines(folder),
        'precmd_functions+=(practice_tells)',
        `PROMPT='(practice) %~ %# '`,
      ];
      const file = join(settings, '.zshrc');
      const env = { ZDOTDIR: settings };
      return { program: own, args: ['-i'], env, file, text: text.join('\n') };
    }
    case 'fish': {
      const prompt = `function fish_prompt; echo -n "(practice) "(prompt_pwd)" > "; end`;
      const file = join(settings, 'config.fish');
      const text = [...lines, ...fishTellLines(folder), prompt].join('\n');
      return { program: own, args: ['--init-command', `source ${quote(file)}`, '-i'], file, text };
    }
    default: {
      const file = join(settings, 'shrc');
      const text = [...lines, `PS1='(practice) $ '`].join('\n');
      return { program: own, args: ['-i'], env: { ENV: file }, file, text };
    }
  }
}
