import { spawn } from 'node:child_process';
import { freePort } from '../../../control-plane/ports.ts';
import { awsAnswers } from '../../../scripts/practice/aws/aws-command.ts';
import { pythonProgram } from '../../../scripts/practice/aws/python.ts';

const LONGEST_START_MS = 60_000;

/** AWS as moto plays it, on loopback: an account that begins empty. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a moto server of its own, and waits until it answers. */
export async function startMoto(): Promise<Moto> {
  const program = await pythonProgram('moto_server');
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOTO_EKS_CLUSTER_TRANSITION: undefined },
  });
  let said = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const deadline = Date.now() + LONGEST_START_MS;
  while (!(await awsAnswers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      // Another process was faster to take the port.
      if (/in use/.test(said)) return startMoto();
      throw new Error(`moto did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop };
}
