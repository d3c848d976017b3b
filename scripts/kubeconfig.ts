import type { Cluster } from '@aws-sdk/client-eks';
import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { type Target, targetFlags } from './shared/target.ts';
import { connectionTo } from '../aws/kubeconfig/connection.ts';
import { contextName, entriesFor, type SignIn } from '../aws/kubeconfig/entries.ts';
import { addContext, type Added, type Put, putContext } from '../aws/kubeconfig/put-context.ts';
import { removeContext } from '../aws/kubeconfig/remove-context.ts';
import { findProgram } from '../aws/programs/find.ts';
import { programs } from '../tables/programs.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';

const NOT_YET = 1;
const AUTHENTICATOR_PAGE =
  'https://docs.aws.amazon.com/eks/latest/userguide/install-aws-iam-authenticator.html';

const command = {
  name: 'kubeconfig',
  summary:
    'Connects kubectl: writes the context of a cluster into your kubeconfig and makes it the current one; with --all, the current one stays.',
  flags: {
    ...targetFlags,
    ...allFlag,
    authenticator: {
      type: 'boolean',
      help: 'sign in with aws-iam-authenticator instead of aws eks get-token',
    },
    remove: { type: 'boolean', help: 'take the context away again' },
  },
} as const satisfies Command<Record<string, Flag>>;

interface Options {
  readonly signIn: SignIn;
  readonly isCurrent: boolean;
}

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, authenticator, remove } = parsed.flags;
  const call = { command, ...parsed };
  if (remove) return eachTarget(call, disconnect);
  const signIn: SignIn = authenticator ? 'aws-iam-authenticator' : 'aws';
  const code = await eachTarget(call, (target) => connect(target, { signIn, isCurrent: !all }));
  for (const line of missing(signIn)) console.error(line);
  return code;
});

async function disconnect(target: Target): Promise<void> {
  for (const line of removed(target, removeContext(target))) console.log(line);
}

async function connect(target: Target, { signIn, isCurrent }: Options): Promise<number> {
  const cluster = await withAws(target.region, (aws) => existingCluster(aws, target));
  const connection = connectionTo(cluster, target.region);
  if (!connection) {
    console.error(notYet(target, cluster));
    return NOT_YET;
  }
  const profile = process.env.AWS_PROFILE;
  const entries = entriesFor(connection, { signIn, profile });
  const how = `  kubectl signs in by ${signIn === 'aws' ? 'aws eks get-token' : signIn}${profile ? `, with AWS_PROFILE=${profile}` : ''}`;
  const lines = isCurrent
    ? written(target, putContext(entries), how)
    : added(target, addContext(entries), how);
  for (const line of lines) console.log(line);
  return 0;
}

function notYet({ name }: Target, { status }: Cluster): string {
  switch (status) {
    case 'CREATING':
    case 'PENDING':
      return `${name} is still being created (${status}): EKS has no address for it yet\nwait for it: npm run status -- --cluster ${name} --wait`;
    case 'DELETING':
      return `${name} is being deleted (DELETING): there is nothing left to connect to`;
    default:
      return `${name} is ${status ?? 'in no state'}, and EKS gives no address for it\nsee why: npm run status -- --cluster ${name}`;
  }
}

function written(
  target: Target,
  { file, changed, before, overruledBy }: Put,
  how: string,
): string[] {
  const name = contextName(target);
  return [
    changed
      ? `${file}: the context ${name} is there, and current`
      : `${file}: the context ${name} was there and current already; nothing changed`,
    how,
    ...(before ? [`  back to the one before: kubectl config use-context ${before}`] : []),
    ...(overruledBy
      ? [
          `  but ${overruledBy} comes first in KUBECONFIG and names another: kubectl config use-context ${name}`,
        ]
      : []),
    '',
    'Next: kubectl get nodes',
    `If that hangs, your address has changed: npm run allow-me -- --cluster ${target.name} --apply`,
  ];
}

function added(target: Target, { file, changed, current }: Added, how: string): string[] {
  const name = contextName(target);
  return [
    changed
      ? `${file}: the context ${name} is there`
      : `${file}: the context ${name} was there already; nothing changed`,
    how,
    current === undefined
      ? '  no context is current, and this one was not made so'
      : `  the current context is still ${current}`,
    ...(current === name ? [] : [`  to take this one: kubectl config use-context ${name}`]),
  ];
}

function missing(signIn: SignIn): string[] {
  const needed = ['kubectl', signIn] as const;
  return needed
    .filter((program) => findProgram(program) === undefined)
    .map((program) => {
      const page =
        program === 'aws-iam-authenticator' ? AUTHENTICATOR_PAGE : programs[program].install;
      return `warning: ${program} is not on the PATH; install it: ${page}`;
    });
}

function removed(target: Target, files: readonly string[]): string[] {
  const name = contextName(target);
  if (files.length === 0) return [`no kubeconfig has a context ${name}; nothing changed`];
  return files.map((file) => `${file}: the context ${name} is gone, with its cluster and its user`);
}
