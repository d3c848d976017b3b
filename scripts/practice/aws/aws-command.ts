import { dirname, join } from 'node:path';
import { cacheRoot } from '../../../control-plane/cache.ts';
import type { Progress } from '../../../terminal/progress.ts';
import { awsFacts } from './facts.ts';
import { pythonProgram } from './python.ts';

/** What the played AWS is started with. */
export interface AwsOptions {
  readonly port: number;
  /** Where the host of the clusters answers; without it, clusters are there in name only. */
  readonly hostUrl?: string;
  /** A file that gets a line of JSON for each action that is asked for. */
  readonly log?: string;
  /** How the public addresses of nodes begin: two numbers of loopback. */
  readonly addresses?: string;
}

/** A program with its arguments and what its environment has beyond the caller's. */
export interface AwsCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The programs of the virtual environment, which is made when it is missing. */
export async function prepareAws(progress?: Progress): Promise<{ python: string; aws: string }> {
  return {
    python: await pythonProgram('python', progress),
    aws: await pythonProgram('aws', progress),
  };
}

/** How the played AWS is started; it takes some seconds until it answers. */
export function awsCommand(
  python: string,
  { port, hostUrl, log, addresses }: AwsOptions,
): AwsCommand {
  return {
    path: python,
    args: [
      '-m',
      'practice_aws',
      '--port',
      String(port),
      ...(hostUrl ? ['--host-url', hostUrl] : []),
      ...(log ? ['--log', log] : []),
      ...(addresses ? ['--addresses', addresses] : []),
    ],
    env: {
      PYTHONPATH: join(import.meta.dirname, 'plugin'),
      // Python's own compiled files have no place beside the sources.
      PYTHONPYCACHEPREFIX: join(dirname(cacheRoot()), 'python'),
      PYTHONUNBUFFERED: '1',
      PRACTICE_FACTS: JSON.stringify(awsFacts()),
    },
  };
}

/** Whether moto answers there, with our own part or without. */
export async function awsAnswers(url: string): Promise<boolean> {
  return (await fetch(`${url}/moto-api/data.json`).catch(() => undefined))?.ok ?? false;
}
