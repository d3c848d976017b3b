import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Aws } from '../../../aws/clients.ts';
import { type Finished, projectFile, runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Front } from './front.ts';
import { kubectlConfig } from './kubectl-config.ts';
import { type Moto, startMoto } from './moto.ts';
import { StandIns } from './stand-ins.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

/** A user with an empty AWS account, a folder of cluster files, and programs that are stand-ins. */
export interface Account {
  readonly front: Front;
  readonly programs: StandIns;
  /** The user's project folder: clusters/ and dist/ are in it. */
  readonly folder: string;
  readonly kubeconfig: string;
  /** Clients of this account in the test's own process. */
  readonly aws: Aws;
  /** Runs one of the project's commands as this user: account.run('status', ['--wait']). */
  run(command: string, args?: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  /** Writes clusters/<name>.yaml. */
  writeCluster(name: string, text: string): void;
}

export const REGION = 'us-west-2';

/** A valid cluster file, short. */
export const clusterFile = (name: string, more = ''): string => `name: ${name}
owner: dev
access: { from: [198.51.100.7/32] }
${more}`;

const versions: Readonly<Record<string, string>> = {
  eksctl: '0.231.0',
  kubectl: JSON.stringify({ clientVersion: { gitVersion: `v${defaultKubernetes}.2` } }),
  aws: 'aws-cli/2.31.0 Python/3.13.7 Linux/6.1',
};

/** Sets up such an account for a test file: its own moto, front and folder; overrides are forgotten after each test. */
export function useAccount(): Account {
  const folder = temporaryFolder();
  const kubeconfig = join(folder, 'home', '.kube', 'config');
  let moto: Moto | undefined;
  let front: Front | undefined;
  let programs: StandIns | undefined;
  let aws: Aws | undefined;

  beforeAll(async () => {
    moto = await startMoto();
    front = await Front.start(moto.url);
    Object.assign(process.env, environment(front.url, folder, kubeconfig));
    aws = new Aws(REGION);
    mkdirSync(join(folder, 'home', '.kube'), { recursive: true });
    mkdirSync(join(folder, 'clusters'));
    writeFileSync(join(folder, 'clusters', 'sock-shop.yaml'), clusterFile('sock-shop'));
    programs = new StandIns(join(folder, 'bin'), front);
    for (const [program, version] of Object.entries(versions)) {
      programs.install(program, ({ args }) => {
        if (args.some((arg) => /^(--)?version$/.test(arg))) return { stdout: `${version}\n` };
        const isConfig = program === 'kubectl' && args[0] === 'config';
        return isConfig ? kubectlConfig(kubeconfig, args) : undefined;
      });
    }
  }, 600_000);

  afterEach(() => {
    front?.reset();
    programs?.reset();
  });

  afterAll(async () => {
    await aws?.close();
    await front?.stop();
    await moto?.stop();
  });

  return {
    folder,
    kubeconfig,
    get front() {
      return there(front);
    },
    get programs() {
      return there(programs);
    },
    get aws() {
      return there(aws);
    },
    run: async (command, args = [], env = {}) => {
      const script = command === 'synth' ? 'main.ts' : `scripts/${command}.ts`;
      const finished = await runScript(script, args, {
        cwd: folder,
        env: {
          ...environment(there(front).url, folder, kubeconfig),
          PATH: there(programs).folder,
          ...env,
        },
      });
      // What a command says on a busy computer alone.
      return { ...finished, stderr: finished.stderr.replace(/^looking at .*\n/gm, '') };
    },
    writeCluster: (name, text) => writeFileSync(join(folder, 'clusters', `${name}.yaml`), text),
  };
}

/** The path of a file of the project. */
export { projectFile };

function environment(url: string, folder: string, kubeconfig: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'home', 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'home', 'aws-credentials'),
    HOME: join(folder, 'home'),
    KUBECONFIG: kubeconfig,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the account is there once the tests run');
  return value;
}
