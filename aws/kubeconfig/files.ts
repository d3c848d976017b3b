import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The files that kubectl reads, the one that counts most first. */
export function kubeconfigFiles(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  return named.length > 0 ? [...new Set(named)] : [join(homedir(), '.kube', 'config')];
}

/** The file to write to: the one that has it already, else the first that is there, else the first. */
export function fileToWrite(files: readonly string[], has: (file: string) => boolean): string {
  const present = files.filter((file) => existsSync(file));
  return present.find(has) ?? present[0] ?? files[0] ?? '';
}
