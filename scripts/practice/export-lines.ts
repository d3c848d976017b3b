import { quote } from '../../terminal/shell.ts';
import { type Environment, unwanted } from './environment.ts';

/** The lines with which a shell is in practice: in words that bash, zsh and fish all know. */
export function exportLines({ variables, path }: Environment, env: NodeJS.ProcessEnv): string[] {
  const { npm_lifecycle_event: isOfNpm } = env;
  // What npm told this command is not in the shell that is to read these lines.
  const away = unwanted(env).filter((name) => !isOfNpm || !/^(npm_|INIT_CWD$|NODE$)/.test(name));
  const gone = away.filter((name) => !(name in variables));
  return [
    ...(gone.length > 0 ? [forgotten(gone.join(' '))] : []),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`),
    `export PATH=${quote(path)}:"$PATH"`,
  ];
}

// Only fish has no unset.
function forgotten(names: string): string {
  return `type unset >/dev/null 2>&1 && unset ${names} || set -e ${names}`;
}
