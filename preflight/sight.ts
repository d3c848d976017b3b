import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../aws/clients.ts';
import { findCluster } from '../aws/find-cluster.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { type Stack, stacksOf } from '../stacks/stacks.ts';
import { type Synthesized, synthesize } from '../synthesize.ts';
import { type AskedCaller, askCaller } from './caller.ts';

/** What all checks look at, asked once for all of them. */
export interface Sight {
  readonly config: ClusterConfig;
  readonly subject: Synthesized;
  readonly aws: Aws;
  /** The range that the user says they come from, in place of asking for it. */
  readonly from?: string;
  /** Whether a cluster that is there already is what the user goes on with. */
  readonly resumes: boolean;
  readonly caller: () => Promise<AskedCaller>;
  /** The cluster, where it is there already. */
  readonly cluster: () => Promise<Cluster | undefined>;
  /** Its stacks, whole or not. */
  readonly stacks: () => Promise<readonly Stack[]>;
}

/** Prepares the look at a cluster that has a file. */
export function sightOf(
  config: ClusterConfig,
  aws: Aws,
  { from, resumes = false }: { readonly from?: string; readonly resumes?: boolean } = {},
): Sight {
  return {
    config,
    subject: synthesize(config),
    aws,
    ...(from !== undefined && { from }),
    resumes,
    caller: once(() => askCaller(aws)),
    cluster: once(() => findCluster(aws, config.name)),
    stacks: once(() => stacksOf(aws, config.name)),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}
