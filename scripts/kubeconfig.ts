import type { Cluster } from '@aws-sdk/client-eks';
import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { type Target, targetFlags } from './shared/target.ts';
import { connectionTo, contextName } from '../aws/kubeconfig/connection.ts';
import {
  type Contexts,
  putContext,
  removeContext,
  type Wanted,
} from '../aws/kubeconfig/contexts.ts';
import { kubeconfigFiles } from '../aws/kubeconfig/files.ts';
import type { SignIn } from '../aws/kubeconfig/sign-in.ts';
import { findProgram } from '../aws/programs/find.ts';
import { installLine } from '../aws/programs/install-line.ts';
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
    remove: { type: 'boolean', help: 'remove the context' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, authenticator, remove } = parsed.flags;
  const call = { command, ...parsed };
  if (remove) return eachTarget(call, disconnect);
  const signIn: SignIn = authenticator ? 'aws-iam-authenticator' : 'aws';
  const profile = process.env.AWS_PROFILE;
  const wanted = { signIn, profile, isCurrent: !all };
  const code = await eachTarget(call, (target) => connect(target, wanted));
  for (const line of missing(signIn)) console.error(line);
  return code;
});

async function disconnect(target: Target): Promise<void> {
  const name = contextName(target);
  console.log(
    (await removeContext(target))
      ? `${where()}: the context ${name} is gone, with its cluster and its user`
      : `no kubeconfig has a context ${name}; nothing changed`,
  );
}

async function connect(target: Target, wanted: Wanted): Promise<number> {
  const cluster = await withAws(target.region, (aws) => existingCluster(aws, target));
  const connection = connectionTo(cluster, target.region);
  if (!connection) {
    console.error(notYet(target, cluster));
    return NOT_YET;
  }
  const before = await putContext(connection, wanted);
  const lines = wanted.isCurrent ? current(target, before) : beside(target, before);
  const [first = '', ...more] = lines;
  for (const line of [`${where()}: ${first}`, how(wanted), ...more]) console.log(line);
  return 0;
}

// Of several, kubectl chooses.
function where(): string {
  return kubeconfigFiles().join(' or ');
}

function how({ signIn, profile }: Wanted): string {
  const program = signIn === 'aws' ? 'aws eks get-token' : signIn;
  return `  kubectl signs in by ${program}${profile ? `, with AWS_PROFILE=${profile}` : ''}`;
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

function current(target: Target, before: Contexts): string[] {
  const name = contextName(target);
  const isOther = before.current !== undefined && before.current !== name;
  return [
    `the context ${name} exists and is current`,
    ...(isOther ? [`  back to the one before: kubectl config use-context ${before.current}`] : []),
    '',
    'Next: kubectl get nodes',
    `If that hangs, your address has changed: npm run allow-me -- --cluster ${target.name} --apply`,
  ];
}

function beside(target: Target, before: Contexts): string[] {
  const name = contextName(target);
  return [
    `the context ${name} is there`,
    before.current === undefined
      ? '  no context is current, not even this one'
      : `  the current context is still ${before.current}`,
    ...(before.current === name ? [] : [`  to use this one: kubectl config use-context ${name}`]),
  ];
}

function missing(signIn: SignIn): string[] {
  if (findProgram(signIn) !== undefined) return [];
  const install = signIn === 'aws' ? installLine('aws') : AUTHENTICATOR_PAGE;
  return [`warning: ${signIn} is not on the PATH; install it: ${install}`];
}
