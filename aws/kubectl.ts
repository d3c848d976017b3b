import type { Cluster } from '@aws-sdk/client-eks';
import { connectionTo } from './kubeconfig/connection.ts';
import { withKubeconfig } from './kubeconfig/temporary.ts';
import { type Called, capture, commandLine, show } from './programs/call.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** kubectl for one cluster, whichever the user's current context points to. */
export interface Kubectl {
  /** Calls it and keeps what it prints. */
  capture(args: readonly string[], input?: string): Promise<Called>;
  /** Calls it before the user's eyes; throws when it fails. */
  show(args: readonly string[]): Promise<void>;
  /** What it prints; throws what kubectl says when it fails. */
  text(args: readonly string[], input?: string): Promise<string>;
  /** The same as JSON. */
  json<T>(args: readonly string[]): Promise<T>;
  /** Why its API server can't be used from here; undefined when it can. */
  refusal(): Promise<string | undefined>;
}

const LONGEST_ANSWER = '10s';

/** Does something with kubectl for a cluster that EKS has described, by a kubeconfig that is gone afterwards. */
export async function withKubectl<T>(
  cluster: Cluster,
  region: string,
  work: (kubectl: Kubectl) => Promise<T>,
): Promise<T> {
  const connection = connectionTo(cluster, region);
  return connection
    ? withKubeconfig(connection, (env) => work(kubectlWith(env, cluster.name)))
    : work(unconnected(`${cluster.name} is ${cluster.status}, and has no address yet`));
}

function kubectlWith(env: NodeJS.ProcessEnv, cluster: string | undefined): Kubectl {
  const call = (args: readonly string[], input?: string) =>
    capture('kubectl', args, { env, ...(input !== undefined && { input }) });
  const text = async (args: readonly string[], input?: string) => {
    const { code, stdout, stderr } = await call(args, input);
    if (code === 0) return stdout;
    throw new UsageError(`${commandLine('kubectl', args)} failed: ${stderr.trim()}`);
  };
  return {
    capture: call,
    show: (args) => show('kubectl', args, { env, ...(cluster && { cluster }) }),
    text,
    json: async <T>(args: readonly string[]) =>
      JSON.parse(await text([...args, '-o', 'json'])) as T,
    refusal: async () => {
      const { code, stdout, stderr } = await call([
        'get',
        '--raw=/readyz',
        `--request-timeout=${LONGEST_ANSWER}`,
      ]);
      if (code === 0) return undefined;
      return (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit code ${code}`;
    },
  };
}

function unconnected(why: string): Kubectl {
  const fail = () => Promise.reject(new UsageError(why));
  return { capture: fail, show: fail, text: fail, json: fail, refusal: () => Promise.resolve(why) };
}
