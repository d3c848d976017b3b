import { didYouMean } from '../../terminal/suggest.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { at, fields, list, show, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';
import { discoveryTags } from './discovery-tags.ts';

const about: About = {
  id: 'autoscaler-discovery',
  severity: 'broken',
  why: 'The autoscaler finds its node groups by tags; where tags and flags differ, it adds no node.',
  remedy: 'Give the node groups the tags that its flags name.',
};
const finding = findingsOf(about);

const prefix = 'k8s.io/cluster-autoscaler/';

export const autoscalerDiscovery = check(about, (subject) => {
  const { clusterConfig } = subject;
  const cluster = text(at(clusterConfig?.object, 'metadata', 'name'));
  if (!clusterConfig || cluster === undefined) return [];
  const found: Finding[] = [];
  const wanted = new Map<string, string | undefined>();
  for (const { pod, words } of autoscalersOf(subject)) {
    for (const { word, path } of words) {
      for (const [key, value] of discoveryTags(word)) {
        wanted.set(key, value);
        const name = key.startsWith(prefix) ? key.slice(prefix.length) : 'enabled';
        if (name === 'enabled' || name === cluster) continue;
        found.push(
          finding(pod.owner, {
            path,
            value: key,
            message: `looks for the node groups of a cluster ${name}, but this one is ${cluster}`,
            allowed: `${prefix}${cluster}`,
            fix: didYouMean(key, [`${prefix}${cluster}`]),
          }),
        );
        wanted.delete(key);
      }
    }
  }
  if (wanted.size === 0) return found;
  list(at(clusterConfig.object, 'managedNodeGroups')).forEach((group, i) => {
    const { name, tags, propagateASGTags } = fields(group);
    const path = `managedNodeGroups[${i}]`;
    const problem = (where: string, message: string, fix: string, value?: string) =>
      found.push({
        check: about.id,
        file: clusterConfig.path,
        object: `ClusterConfig ${cluster}`,
        path: `${path}.${where}`,
        value,
        message,
        fix,
      });
    const missing = [...wanted].filter(([key, value]) => {
      const tag = at(tags, key);
      return tag === undefined || (value !== undefined && tag !== value);
    });
    if (missing.length > 0) {
      problem(
        'tags',
        `node group ${show(name)} lacks the tags by which the autoscaler finds it: ${someOf(missing.map(([key]) => key))}`,
        `add ${missing.map(([key, value]) => `${key}: ${value ?? (key === `${prefix}${cluster}` ? 'owned' : 'true')}`).join(', ')}`,
      );
    } else if (propagateASGTags !== true) {
      problem(
        'propagateASGTags',
        `the tags of node group ${show(name)} don't reach its Auto Scaling group, where the autoscaler looks for them`,
        'write propagateASGTags: true',
        propagateASGTags === undefined ? undefined : show(propagateASGTags),
      );
    }
  });
  return found;
});
