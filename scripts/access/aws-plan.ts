import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import { CLUSTERS, DIST } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { clusterTags } from '../../eksctl/tags.ts';
import { changesTo, isDone } from '../../aws/security-group/changes.ts';
import { nodesGroupOf } from '../../aws/security-group/nodes-group.ts';
import { change, presentRules } from '../../aws/security-group/security-group.ts';
import { ruleWords } from '../../aws/security-group/rule.ts';
import { type Span, wantedRules } from '../nodeport/wanted.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { distSteps } from '../../synth/dist-steps.ts';
import { checkedFile } from '../../synth/one-cluster.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { applyRanges, kindsOf } from './apply-ranges.ts';
import { changeEndpoint, endpointChange } from './endpoint.ts';
import { objectsWithRanges } from './objects-with-ranges.ts';

/**
 * What has to change until a running cluster answers access.from and nobody else. The API comes first: kubectl,
 * which the load balancers need, gets through only then.
 */
export async function awsPlan(
  aws: Aws,
  target: Target,
  config: ClusterConfig,
  cluster: Cluster,
): Promise<Plan> {
  const { name } = config;
  const { from } = config.access;
  const guarded = objectsWithRanges(config);
  const ours = guarded.filter(({ byFlux }) => !byFlux).map(({ object }) => object);
  return {
    title: `Let ${from.join(', ')} and nobody else reach ${target.name} in ${target.region}`,
    steps: [
      // What is applied from dist later must not undo the rest.
      ...distSteps(DIST, synthesize(config), () => checkedFile(CLUSTERS, name)),
      ...endpointSteps(aws, target, cluster, from),
      ...(await nodePortSteps(aws, config, cluster)),
      ...(ours.length > 0
        ? [
            {
              what: 'Load balancers and network policies: apply again what runs with other ranges',
              commands: [`kubectl get ${kindsOf(ours)} --all-namespaces`, 'kubectl apply -f -'],
              run: () => applyRanges(aws, target, ours),
            },
          ]
        : []),
    ],
    notes: notes(
      config,
      cluster,
      guarded.some(({ byFlux }) => byFlux),
    ),
  };
}

function endpointSteps(
  aws: Aws,
  target: Target,
  cluster: Cluster,
  from: readonly string[],
): Step[] {
  const ranges = endpointChange(cluster, from);
  if (!ranges || ranges.added.length + ranges.removed.length === 0) return [];
  const changes = [
    ...ranges.added.map((range) => `+ ${range}`),
    ...ranges.removed.map((range) => `- ${range}`),
  ];
  return [
    {
      what: `Kubernetes API: ${changes.join(', ')} (some minutes)`,
      run: () => changeEndpoint(aws, target, from),
    },
  ];
}

// Only ports that are open: whether they are is for `npm run nodeport` to say.
async function nodePortSteps(aws: Aws, config: ClusterConfig, cluster: Cluster): Promise<Step[]> {
  const { name, access } = config;
  const group = nodesGroupOf(cluster);
  const present = await presentRules(aws, group, name);
  if (present.ours.length === 0) return [];
  const spans = new Map(
    present.ours.map(({ first, last }): [string, Span] => [`${first}-${last}`, [first, last]]),
  );
  const changes = changesTo(present, wantedRules([...spans.values()], access.from));
  if (isDone(changes)) return [];
  const words = [
    ...changes.open.map((rule) => `+ ${ruleWords(rule)}`),
    ...changes.close.map((rule) => `- ${ruleWords(rule)}`),
  ];
  return [
    {
      what: `Node ports, in ${group}: ${words.join(', ')}`,
      run: () => change(aws, group, name, changes, clusterTags(config)),
    },
  ];
}

function notes(
  { name, flux }: ClusterConfig,
  { resourcesVpcConfig }: Cluster,
  byFlux: boolean,
): string[] {
  return [
    ...(resourcesVpcConfig?.endpointPublicAccess
      ? []
      : ['The Kubernetes API has no public endpoint: there is nothing to change in it.']),
    ...(byFlux
      ? [
          `Flux applies the rest from ${flux.url}: commit and push clusters/${name}.yaml and dist/${name}; until then it keeps the old ranges.`,
        ]
      : []),
  ];
}
