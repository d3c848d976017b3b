import { setTimeout } from 'node:timers/promises';
import { UsageError } from '../../terminal/usage-error.ts';
import { PRACTICE } from '../../config/practice.ts';
import { capture } from '../programs/call.ts';
import { type Connection, contextName } from './connection.ts';
import { refuseOdd } from './files.ts';
import { execOf, type SignIn } from './sign-in.ts';

// The user's kubeconfig is kubectl's, and so is how it is changed: which of several files, their lock, their form.

/** The contexts that the user's kubectl knows. */
export interface Contexts {
  readonly current?: string;
  readonly has: (name: string) => boolean;
}

/** How a context signs in, and whether it is to be the current one. */
export interface Wanted {
  readonly signIn: SignIn;
  readonly profile?: string;
  readonly isCurrent: boolean;
}

/** Adds or renews a cluster's context; gives those that were there before. */
export async function putContext(
  connection: Connection,
  { signIn, profile, isCurrent }: Wanted,
): Promise<Contexts> {
  const name = contextName(connection);
  const before = await readContexts(name);
  const { apiVersion, command, args, env } = execOf(connection, signIn, profile);
  await config('set-cluster', name, `--server=${connection.endpoint}`, SECURE);
  await config('set', `clusters.${name}.certificate-authority-data`, connection.authority);
  await config(
    'set-credentials',
    name,
    `--exec-api-version=${apiVersion}`,
    `--exec-command=${command}`,
    ...args.map((arg) => `--exec-arg=${arg}`),
    // kubectl takes a variable with a hyphen behind it away.
    ...Object.entries(env).map(([key, value]) => `--exec-env=${key}${value ? `=${value}` : '-'}`),
  );
  await config('set-context', name, `--cluster=${name}`, `--user=${name}`);
  if (isCurrent) await config('use-context', name);
  return before;
}

/** Takes a cluster's context, cluster and user away; says whether there were any. */
export async function removeContext(
  cluster: Pick<Connection, 'name' | 'region'>,
): Promise<boolean> {
  const name = contextName(cluster);
  const { has, current } = await readContexts(name);
  if (!has(name)) return false;
  for (const list of lists) await config('unset', `${list}.${name}`);
  if (current === name) await config('unset', 'current-context');
  return true;
}

/** Reads the contexts; throws where one of a name is there, and leads to no cluster of EKS. */
export async function readContexts(name: string): Promise<Contexts> {
  refuseOdd();
  const view = JSON.parse(await config('view', '--output=json')) as View;
  const server = view.clusters?.find((each) => each.name === name)?.cluster.server;
  if (server !== undefined && !leadsToEks(server)) {
    throw new UsageError(
      `your kubeconfig has a cluster ${name} that leads elsewhere, to ${server}: nothing was changed`,
      'rename it, or name another file: KUBECONFIG=~/.kube/eks npm run kubeconfig',
    );
  }
  return {
    current: view['current-context'] || undefined,
    has: (wanted) => lists.some((list) => view[list]?.some((each) => each.name === wanted)),
  };
}

const SECURE = '--insecure-skip-tls-verify=false';
const lists = ['contexts', 'clusters', 'users'] as const;
const MOST_TRIES = 20;
const PAUSE_MS = 250;

/** What `kubectl config view` prints, as far as it is looked at. */
interface View {
  readonly 'current-context'?: string;
  readonly clusters?: readonly { readonly name: string; readonly cluster: { server?: string } }[];
  readonly contexts?: readonly { readonly name: string }[];
  readonly users?: readonly { readonly name: string }[];
}

function leadsToEks(server: string): boolean {
  if (process.env[PRACTICE]) return /^https:\/\/127\.0\.0\.1:\d+$/.test(server);
  return /^https:\/\/[^/]+\.(eks\.amazonaws\.com(\.cn)?|api\.aws)(:443)?\/?$/i.test(server);
}

async function config(...args: string[]): Promise<string> {
  for (let tries = 1; ; tries++) {
    const { code, stdout, stderr } = await capture('kubectl', ['config', ...args]);
    if (code === 0) return stdout;
    const isLocked = /\.lock: .*exists/i.test(stderr);
    if (!isLocked || tries === MOST_TRIES) {
      throw new UsageError(
        `kubectl config ${args[0]}: ${stderr.trim().replace(/^error: /, '')}`,
        isLocked
          ? 'another kubectl is writing it; delete that file if none is running any more'
          : 'repair it, or name another file: KUBECONFIG=~/.kube/eks npm run kubeconfig',
      );
    }
    await setTimeout(PAUSE_MS);
  }
}
