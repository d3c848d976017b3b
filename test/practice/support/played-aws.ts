import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../control-plane/ports.ts';
import { awsAnswers, awsCommand, prepareAws } from '../../../scripts/practice/aws/aws-command.ts';
import { playedAccount } from '../../../scripts/practice/aws/played-account.ts';

export const REGION = 'us-west-2';

/** The played AWS, which this process' own clients ask from now on. */
export interface PlayedAws {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the played AWS without a host: its clusters are there in name only. */
export async function startPlayedAws(): Promise<PlayedAws> {
  const { python } = await prepareAws();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { path, args, env } = awsCommand(python, { port });
  const child = spawn(path, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!(await awsAnswers(url))) {
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
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
