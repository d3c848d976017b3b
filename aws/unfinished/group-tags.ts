import type { ClusterConfig as EksctlClusterConfig, ManagedNodeGroup } from 'eksctl-config-types';

/** An Auto Scaling group, and its tags. */
export interface TaggedGroup {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** Auto Scaling groups, each with the tags that it lacks. */
export interface Untagged {
  readonly part: 'group tags';
  readonly what: string;
  readonly groups: readonly TaggedGroup[];
}

const LABELS = 'k8s.io/cluster-autoscaler/node-template/label/';

/** The Auto Scaling groups that lack tags: EKS gives them none of a node group's, eksctl does once the nodes are there. */
export function untaggedGroups(
  { managedNodeGroups = [] }: EksctlClusterConfig,
  there: readonly TaggedGroup[],
): Untagged[] {
  const wanted = managedNodeGroups.flatMap(tagsOf);
  const groups = there
    .map(({ name, tags }) => ({
      name,
      tags: new Map(wanted.filter(([key, value]) => tags.get(key) !== value)),
    }))
    .filter(({ tags }) => tags.size > 0);
  if (groups.length === 0) return [];
  const words = groups.map(
    ({ name, tags }) => `the tags ${[...tags.keys()].join(', ')} of the Auto Scaling group ${name}`,
  );
  return [{ part: 'group tags', what: words.join('; '), groups }];
}

// As eksctl's propagateASGTags: the group's tags, and its labels where the autoscaler looks for them.
function tagsOf({ tags = {}, labels = {} }: ManagedNodeGroup): [string, string][] {
  const forLabels = Object.entries(labels).map(([key, value]) => [`${LABELS}${key}`, value]);
  return [...Object.entries(tags), ...forLabels].map(([key = '', value]) => [key, String(value)]);
}
