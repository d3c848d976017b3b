import type { Cluster } from '@aws-sdk/client-eks';
import { withAws } from '../aws/clients.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { type Target, targetFlags, targetOf } from '../aws/target.ts';
import { connectionTo } from '../kubeconfig/connection.ts';
import { contextName, entriesFor, type SignIn } from '../kubeconfig/entries.ts';
import { type Put, putContext } from '../kubeconfig/put-context.ts';
import { removeContext } from '../kubeconfig/remove-context.ts';
import { findProgram } from '../programs/find.ts';
import { programs } from '../tables/programs.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';

const NOT_YET = 1;
const AUTHENTICATOR_PAGE =
  'https://docs.aws.amazon.com/eks/latest/userguide/install-aws-iam-authenticator.html';

const command = {
  name: 'kubeconfig',
  summary: 'Connects kubectl: writes the context of a cluster into your kubeconfig.',
  flags: {
    ...targetFlags,
    authenticator: {
      type: 'boolean',
      help: 'sign in with aws-iam-authenticator instead of aws eks get-token',
    },
    remove: { type: 'boolean', help: 'take the context away again' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { authenticator, remove, ...named } = parsed.flags;
  const target = targetOf(command.name, named);
  if (remove) {
    for (const line of removed(target, removeContext(target))) console.log(line);
    return 0;
  }
  const cluster = await withAws(target.region, (aws) => existingCluster(aws, target));
  const connection = connectionTo(cluster, target.region);
  if (!connection) {
    console.error(notYet(target, cluster));
    return NOT_YET;
  }
  const signIn: SignIn = authenticator ? 'aws-iam-authenticator' : 'aws';
  const profile = process.env.AWS_PROFILE;
  const put = putContext(entriesFor(connection, { signIn, profile }));
  for (const line of written(target, put, signIn, profile)) console.log(line);
  for (const line of missing(signIn)) console.error(line);
  return 0;
});

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
  signIn: SignIn,
  profile: string | undefined,
): string[] {
  const name = contextName(target);
  const how = signIn === 'aws' ? 'aws eks get-token' : signIn;
  return [
    changed
      ? `${file}: the context ${name} is there, and current`
      : `${file}: the context ${name} was there and current already; nothing changed`,
    `  kubectl signs in by ${how}${profile ? `, with AWS_PROFILE=${profile}` : ''}`,
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
