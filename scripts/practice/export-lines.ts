import { quote } from '../../terminal/shell.ts';
import { type Environment, unwanted } from './environment.ts';

/** The lines with which a shell such as bash or zsh is in practice. */
export function exportLines({ variables, path }: Environment, env: NodeJS.ProcessEnv): string[] {
  const { npm_lifecycle_event: isOfNpm } = env;
  // What npm told this command is not in the shell that is to read these lines.
  const away = unwanted(env).filter((name) => !isOfNpm || !/^(npm_|INIT_CWD$|NODE$)/.test(name));
  const gone = away.filter((name) => !(name in variables));
  return [
    ...(gone.length > 0 ? [`unset ${gone.join(' ')}`] : []),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`),
    `export PATH=${quote(path)}:"$PATH"`,
  ];
}

/** The same for fish. */
export function fishLines({ variables, path }: Environment, env: NodeJS.ProcessEnv): string[] {
  return [
    ...unwanted(env)
      .filter((name) => !(name in variables))
      .map((name) => `set -e ${name}`),
    ...Object.entries(variables).map(([name, value]) => `set -gx ${name} ${quote(value)}`),
    `set -gx PATH ${quote(path)} $PATH`,
  ];
}
