import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { type Stack, stacksOf } from '../../aws/stacks/stacks.ts';
import { type Synthesized, synthesize } from '../../synth/synthesize.ts';
import { type AskedCaller, askCaller } from '../../aws/caller.ts';

/** What all checks look at, asked once for all of them. */
export interface Sight extends Shared {
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

/** What clusters have in common that are looked at together. */
interface Shared {
  /** Those of one region, in which they share the account's limits; the cluster itself is among them. */
  readonly together: () => readonly Sight[];
  /** Asks a question that has one answer for all of them. */
  readonly once: <T>(question: string, ask: () => Promise<T>) => Promise<T>;
}

interface Options {
  readonly from?: string;
  readonly resumes?: boolean;
}

/** Prepares the look at a cluster that has a file. */
export function sightOf(config: ClusterConfig, aws: Aws, options: Options = {}): Sight {
  const sight: Sight = newSight(config, aws, options, {
    together: () => [sight],
    once: memory(),
  });
  return sight;
}

/** Prepares the look at clusters that are to be there at the same time. */
export function sightsOf(
  configs: readonly ClusterConfig[],
  awsIn: (region: string) => Aws,
  options: Options = {},
): Sight[] {
  const once = memory();
  const sights: Sight[] = configs.map((config) => {
    const together = () => sights.filter((other) => other.config.region === config.region);
    return newSight(config, awsIn(config.region), options, { together, once });
  });
  return sights;
}

function newSight(
  config: ClusterConfig,
  aws: Aws,
  { from, resumes = false }: Options,
  { together, once }: Shared,
): Sight {
  const { name, region } = config;
  return {
    config,
    subject: synthesize(config),
    aws,
    ...(from !== undefined && { from }),
    resumes,
    together,
    once,
    caller: () => once(`caller in ${region}`, () => askCaller(aws)),
    cluster: () => once(`cluster ${name}`, () => findCluster(aws, name)),
    stacks: () => once(`stacks of ${name}`, () => stacksOf(aws, name)),
  };
}

function memory(): Shared['once'] {
  const asked = new Map<string, Promise<unknown>>();
  return <T>(question: string, ask: () => Promise<T>) => {
    const answer = asked.get(question) ?? ask();
    asked.set(question, answer);
    return answer as Promise<T>;
  };
}
