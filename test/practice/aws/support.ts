import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { Aws } from '../../../aws/clients.ts';
import { freePort } from '../../../control-plane/ports.ts';
import { awsCommand, prepareAws } from '../../../scripts/practice/aws/aws-command.ts';
import { playedAccount } from '../../../scripts/practice/aws/played-account.ts';

export const REGION = 'us-west-2';

/** An address on which the played AWS answers, and clients of it in the test's own process. */
export interface PlayedAws {
  readonly url: string;
  readonly aws: Aws;
}

/** Starts the played AWS for a test file, without a host: its clusters are there in name only. */
export function usePlayedAws(): PlayedAws {
  let url = '';
  let aws: Aws | undefined;
  let stop = async () => {};

  beforeAll(async () => {
    const { python } = await prepareAws();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const { path, args, env } = awsCommand(python, { port });
    const child = spawn(path, [...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise((resolve) => child.on('close', resolve));
    stop = async () => {
      child.kill('SIGKILL');
      await ended;
    };
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`the played AWS did not start: ${said}`);
      await sleep(100);
    }
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: playedAccount.accessKey,
      AWS_SECRET_ACCESS_KEY: playedAccount.secretKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
    });
    aws = new Aws(REGION);
  });
  afterAll(async () => {
    await aws?.close();
    await stop();
  });

  return {
    get url() {
      return url;
    },
    get aws() {
      if (!aws) throw new Error('the played AWS is there once the tests run');
      return aws;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}
