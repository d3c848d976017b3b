import { at, text } from '../../checks/values.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import { holds } from '../../aws/object-state.ts';
import { nodeAddress } from '../shared/node-address.ts';
import type { Live, LiveObject } from './live.ts';

const TYPE = 'node.kubernetes.io/instance-type';

/** The nodes that are ready. */
export function readyNodes(live: Live): LiveObject[] {
  return live.of('Node').filter((node) => holds(node, 'Ready'));
}

/** The nodes: of the right type, version and count. */
export function nodeItems(
  { nodes, kubernetes, name }: ClusterConfig,
  live: Live,
  resume: string | undefined,
): Item[] {
  const all = live.of('Node');
  const ready = readyNodes(live);
  if (all.length === 0) {
    return [
      notYet(
        'nodes',
        `kubectl get nodes: there is none${resume ? '; the cluster is paused' : ''}`,
        resume ?? `eksctl create nodegroup -f dist/${name}/eksctl/cluster.yaml`,
      ),
    ];
  }
  const count =
    ready.length >= nodes.min && ready.length <= nodes.max
      ? done('node count', `${ready.length} ready, of ${nodes.min} to ${nodes.max}`)
      : notYet(
          'node count',
          `${ready.length} of ${all.length} are ready; ${nodes.min} to ${nodes.max} should be`,
          resume ?? 'kubectl describe nodes',
        );
  return [
    count,
    ...cordonedItems(all),
    uniform(
      'node type',
      all,
      (node) => node.metadata.labels?.[TYPE] ?? 'no type',
      (type) => type === nodes.instanceType,
      `nodes.instanceType of clusters/${name}.yaml is ${nodes.instanceType}: npm run diff says how to change a node group`,
    ),
    uniform(
      'node version',
      all,
      (node) => text(at(node, 'status', 'nodeInfo', 'kubeletVersion')) ?? 'unknown',
      (version) => minorOf(version) === kubernetes,
      `the control plane should be ${kubernetes}, and its nodes with it: npm run upgrade -- --cluster ${name}`,
    ),
  ];
}

// A node that is about to go takes no pods either, and is gone a little later.
function cordonedItems(nodes: readonly LiveObject[]): Item[] {
  const names = nodes
    .filter((node) => at(node, 'spec', 'unschedulable') === true)
    .map(({ metadata }) => metadata.name);
  if (names.length === 0) return [];
  const what = 'the nodes take pods';
  return [notYet(what, `${names.join(', ')} is cordoned`, `kubectl uncordon ${names.join(' ')}`)];
}

function uniform(
  what: string,
  nodes: readonly LiveObject[],
  valueOf: (node: LiveObject) => string,
  isRight: (value: string) => boolean,
  next: string,
): Item {
  const values = [...new Set(nodes.map(valueOf))].sort();
  const off = nodes.filter((node) => !isRight(valueOf(node)));
  if (off.length === 0) return done(what, `all ${nodes.length} are ${values.join(', ')}`);
  const each = off.map((node) => `${node.metadata.name} is ${valueOf(node)}`);
  return wrong(what, each.join('; '), next);
}

/** The minor in a version such as v1.35.2-eks-1234567. */
export function minorOf(version: string): string | undefined {
  return /^v?(\d+\.\d+)/.exec(version)?.[1];
}

/** The addresses of the nodes that can be reached from outside. */
export function externalAddresses(live: Live): string[] {
  return live.of('Node').flatMap((node) => nodeAddress(node, 'ExternalIP') || []);
}
