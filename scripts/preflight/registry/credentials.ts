import { homedir } from 'node:os';
import { join } from 'node:path';
import { fields, text } from '../../../checks/values.ts';
import { textIfAny } from '../../../output/only-files.ts';

const LARGEST_FILE = 1024 * 1024;

/** Gives the basic credentials of a registry, where docker login has written some. */
export type Credentials = (registry: string) => string | undefined;

// docker login writes Docker Hub's under its old address.
const HUB_KEYS = ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io'];

/** Reads what docker login keeps in its file; a program that keeps it elsewhere is not asked. */
export function dockerCredentials(env: NodeJS.ProcessEnv = process.env): Credentials {
  const folder = env.DOCKER_CONFIG ?? join(env.HOME ?? homedir(), '.docker');
  const auths = fields(fields(readJson(join(folder, 'config.json'))).auths);
  return (registry) => {
    const keys = registry === 'docker.io' ? HUB_KEYS : [registry, `https://${registry}`];
    const found = keys.map((key) => text(fields(auths[key]).auth)).find(Boolean);
    return found;
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(textIfAny(path, LARGEST_FILE) ?? '{}');
  } catch {
    return undefined;
  }
}
