import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { broughtIn } from '../../aws/programs/brought.ts';
import { Authority } from '../../control-plane/certificates.ts';
import { ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import { freePort, listenHere } from '../../control-plane/ports.ts';
import { Processes } from '../../control-plane/processes.ts';
import { until } from '../../control-plane/until.ts';
import { describeError } from '../shared/run.ts';
import { awsAnswers, awsCommand } from './aws/aws-command.ts';
import { HOST_PROGRAM } from './aws/played-account.ts';
import { Host } from './cluster/host.ts';
import { type Environment, environmentAt, TOLD } from './environment.ts';
import { outsideServer } from './outside/proxy.ts';
import { playIssuers } from './outside/issuers.ts';
import { lowPorts } from './low-ports.ts';
import { takeNodeAddresses } from './node-addresses.ts';
import type { Beginning, Order } from './order.ts';
import { Sessions } from './sessions.ts';
import { clearFolder, takeFolder, writeState } from './state.ts';

// Practice itself: it starts what is played, and takes everything away when the last shell has ended. Started by the
// command, which reads from its first line whether it is there.

const AWS = 'aws';
const LOG = 'practice.log';
// For calls of aws that name none, as after `aws configure`.
const REGION = 'us-west-2';
const START_SECONDS = 110;
const ATTEMPTS = 3;

class Practice {
  private readonly sessions: Sessions;
  private readonly secret = randomBytes(24).toString('hex');
  private processes: Processes | undefined;
  private host: Host | undefined;

  constructor(private readonly order: Order) {
    this.sessions = new Sessions(this.secret);
  }

  /** Makes its folder, and listens for shells; false where another practice is there. */
  async open(): Promise<boolean> {
    const { folder } = this.order;
    if (!takeFolder(folder)) return false;
    const port = await this.sessions.listen();
    const since = new Date().toISOString();
    writeState(folder, { pid: process.pid, port, secret: this.secret, since });
    return true;
  }

  /** Plays until it is over. */
  async play(): Promise<void> {
    const over = Promise.race([this.sessions.over, signalled()]);
    try {
      const broken = this.begin();
      await Promise.race([over, broken]);
    } finally {
      await this.end();
    }
  }

  // Ends only when something of it has ended by itself.
  private async begin(): Promise<void> {
    try {
      this.sessions.tell({ ready: await this.start() });
      await this.untilBroken();
    } catch (error) {
      const failed = error instanceof ControlPlaneError ? error.message : describeError(error);
      this.sessions.tell({ failed });
      await sleep(1000);
    }
  }

  private async start(): Promise<Environment> {
    const { folder, programs } = this.order;
    this.processes = await Processes.create(folder);
    this.link(programs);
    const authority = new Authority('practice');
    const certificate = join(folder, 'authority.pem');
    writeFileSync(certificate, authority.certificate);
    writeFileSync(join(folder, 'aws-config'), `[default]\nregion = ${REGION}\n`);
    const url = { aws: '' };
    const host = new Host({
      folder,
      aws: () => url.aws,
      say: (line) => this.note(LOG, `${new Date().toISOString()} ${line}`),
      tell: (line) => this.note(TOLD, line),
    });
    this.host = host;
    const issuers = await playIssuers(authority, () => host.issuers);
    const port = await listenHere(outsideServer(issuers.at));
    url.aws = await this.startAws(await host.listen());
    const environment = environmentAt({
      folder,
      pid: process.pid,
      aws: url.aws,
      outside: `http://127.0.0.1:${port}/`,
      authority: certificate,
      programs: this.order.words,
      more: await lowPorts(),
    });
    // The clusters ask AWS by the same settings.
    for (const [name, value] of Object.entries(environment.variables)) {
      if (name.startsWith('AWS_')) process.env[name] = value;
    }
    process.env.AWS_SDK_UA_APP_ID = HOST_PROGRAM;
    return environment;
  }

  private async startAws(hostUrl: string): Promise<string> {
    const processes = this.processes!;
    const log = join(this.order.folder, 'asked.jsonl');
    const addresses = await takeNodeAddresses();
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      const options = { port, hostUrl, log, addresses };
      const { path, args, env } = awsCommand(this.order.python, options);
      processes.start(AWS, path, [...args], env);
      try {
        return await this.untilAwsAnswers(`http://127.0.0.1:${port}`, processes);
      } catch (error) {
        const isPortTaken = /address already in use/i.test(processes.lastLines(AWS));
        if (processes.isRunning(AWS) || !isPortTaken || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async untilAwsAnswers(url: string, processes: Processes): Promise<string> {
    await until(
      'the start of the played AWS',
      START_SECONDS,
      async () => {
        processes.assertRunning(AWS);
        return awsAnswers(url);
      },
      () => processes.lastLines(AWS),
    );
    return url;
  }

  private async untilBroken(): Promise<void> {
    for (;;) {
      await sleep(1000);
      this.processes?.assertAllRunning();
    }
  }

  private link(programs: Order['programs']): void {
    const folder = broughtIn(this.order.folder);
    mkdirSync(folder, { mode: 0o700 });
    for (const [name, path] of Object.entries(programs)) symlinkSync(path, join(folder, name));
  }

  private async end(): Promise<void> {
    this.sessions.fallSilent();
    await this.host?.stop();
    await this.processes?.stop();
    clearFolder(this.order.folder);
    this.sessions.close();
  }

  private note(file: string, line: string): void {
    appendFileSync(join(this.order.folder, file), `${line}\n`);
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  });
}

async function main(): Promise<void> {
  // The command that started it reads no more than its first line.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const begin = (beginning: Beginning) => console.log(JSON.stringify(beginning));
  const practice = new Practice(JSON.parse(process.argv[2] ?? '') as Order);
  try {
    const isOurs = await practice.open();
    begin({ is: isOurs ? 'there' : 'another' });
    if (!isOurs) return;
  } catch (error) {
    return begin({ is: 'failed', why: describeError(error) });
  }
  await practice.play();
}

void main().finally(() => process.exit());
