import type { Finding, Subject } from '../check.ts';
import { accessEntries } from './access-entries.ts';
import { addons } from './addons.ts';
import { ami } from './ami.ts';
import { autoMode } from './auto-mode.ts';
import { capabilities } from './capabilities.ts';
import { cidrs } from './cidrs.ts';
import { connectionTracking } from './connection-tracking.ts';
import { encryption } from './encryption.ts';
import { endpoints } from './endpoints.ts';
import { fargate } from './fargate.ts';
import { flux } from './flux.ts';
import { identityMappings } from './identity-mappings.ts';
import { instanceTypes } from './instance-types.ts';
import { karpenter } from './karpenter.ts';
import { labelsAndTaints } from './labels-and-taints.ts';
import { launchTemplate } from './launch-template.ts';
import { logging } from './logging.ts';
import { metadata } from './metadata.ts';
import { nodeGroupNames } from './node-group-names.ts';
import { nodeGroupSize } from './node-group-size.ts';
import { nodeIam } from './node-iam.ts';
import { nodeSettings } from './node-settings.ts';
import { outposts } from './outposts.ts';
import { Place, type Problem, type Rule } from './place.ts';
import { podIdentity } from './pod-identity.ts';
import { privateCluster } from './private-cluster.ts';
import { remoteNetwork } from './remote-network.ts';
import { schema } from './schema.ts';
import { serviceAccounts } from './service-accounts.ts';
import { volumes } from './volumes.ts';
import { vpc } from './vpc.ts';
import { zones } from './zones.ts';

/** eksctl's own rules, and what it accepts and silently gets wrong. */
export const rules: readonly Rule[] = [
  schema,
  metadata,
  serviceAccounts,
  podIdentity,
  addons,
  accessEntries,
  identityMappings,
  endpoints,
  privateCluster,
  cidrs,
  vpc,
  zones,
  nodeGroupNames,
  nodeGroupSize,
  instanceTypes,
  ami,
  volumes,
  connectionTracking,
  launchTemplate,
  labelsAndTaints,
  nodeIam,
  nodeSettings,
  logging,
  encryption,
  autoMode,
  fargate,
  flux,
  karpenter,
  capabilities,
  remoteNetwork,
  outposts,
];

/** What these rules find in a subject. */
export const eksctl = ({ clusterConfig }: Subject): Finding[] =>
  clusterConfig ? checkClusterConfig(clusterConfig.path, clusterConfig.object) : [];

/** All that eksctl would refuse or silently get wrong in any parsed ClusterConfig. */
export function checkClusterConfig(file: string, config: unknown): Finding[] {
  const cluster = new Place(config);
  return rules.flatMap((rule) =>
    Array.from(rule(cluster), (problem) => finding(rule.about.id, file, problem)),
  );
}

function finding(check: string, file: string, problem: Problem): Finding {
  const { at, message, allowed, fix, warning } = problem;
  const value = ['string', 'number', 'boolean'].includes(typeof at.value)
    ? String(at.value)
    : undefined;
  return {
    check,
    file,
    ...(at.path && { path: at.path }),
    ...(value !== undefined && { value }),
    message,
    ...(allowed && { allowed }),
    ...(warning && { warning }),
    ...(fix && { fix }),
  };
}
