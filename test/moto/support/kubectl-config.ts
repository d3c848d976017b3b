import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ProgramAnswer } from './stand-ins.ts';

type Entry = { name: string } & Record<string, unknown>;

interface Config {
  clusters: Entry[];
  contexts: Entry[];
  users: Entry[];
  'current-context': string;
}

/** Plays `kubectl config` for one file, as far as the commands call it; test/aws/kubeconfig holds it against a real one. */
export function kubectlConfig(file: string, args: readonly string[]): ProgramAnswer {
  const [, verb = '', name = '', ...rest] = args;
  try {
    const config = read(file);
    if (verb === 'view') return { stdout: JSON.stringify(config) };
    change(config, verb, name, rest);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stringify(config), { mode: 0o600 });
    return { stdout: `${name} ${verb}\n` };
  } catch (error) {
    return { code: 1, stderr: `error: ${(error as Error).message}\n` };
  }
}

function change(config: Config, verb: string, name: string, rest: readonly string[]): void {
  const flags = (key: string) =>
    rest.flatMap((word) => (word.startsWith(`--${key}=`) ? [word.slice(key.length + 3)] : []));
  switch (verb) {
    case 'set-cluster':
      Object.assign(entry(config.clusters, name, 'cluster'), { server: flags('server')[0] });
      return;
    case 'set': {
      const [, cluster = ''] = /^clusters\.(.+)\.certificate-authority-data$/.exec(name) ?? [];
      const data = { 'certificate-authority-data': rest[0] };
      Object.assign(entry(config.clusters, cluster, 'cluster'), data);
      return;
    }
    case 'set-credentials': {
      const env = flags('exec-env')
        .filter((each) => !each.endsWith('-'))
        .map((each) => ({ name: each.split('=')[0], value: each.replace(/^[^=]*=/, '') }));
      const exec = {
        apiVersion: flags('exec-api-version')[0],
        command: flags('exec-command')[0],
        args: flags('exec-arg'),
        env: env.length > 0 ? env : null,
        interactiveMode: 'IfAvailable',
        provideClusterInfo: false,
      };
      Object.assign(entry(config.users, name, 'user'), { exec });
      return;
    }
    case 'set-context': {
      const [cluster, user] = [flags('cluster')[0], flags('user')[0]];
      Object.assign(entry(config.contexts, name, 'context'), { cluster, user });
      return;
    }
    case 'use-context':
      config['current-context'] = name;
      return;
    case 'unset': {
      if (name === 'current-context') config['current-context'] = '';
      const [list = '', ...words] = name.split('.');
      const lists = config as unknown as Record<string, Entry[]>;
      if (words.length > 0) {
        lists[list] = (lists[list] ?? []).filter((each) => each.name !== words.join('.'));
      }
      return;
    }
    default:
      throw new Error(`the stand-in knows no kubectl config ${verb}`);
  }
}

function entry(list: Entry[], name: string, key: string): object {
  let found = list.find((each) => each.name === name);
  if (!found) list.push((found = { name, [key]: {} }));
  return found[key] as object;
}

function read(file: string): Config {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { clusters, contexts, users, ...config } = (parse(text) ?? {}) as Partial<Config>;
  return {
    'current-context': '',
    ...config,
    clusters: clusters ?? [],
    contexts: contexts ?? [],
    users: users ?? [],
  };
}
