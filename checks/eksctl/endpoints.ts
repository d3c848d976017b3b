import { MOST_API_RANGES } from '../../tables/limits.ts';
import { isOnOutpost } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

export const endpoints = rule(
  {
    id: 'eksctl/endpoints',
    severity: 'refused',
    why: "With such endpoints nobody reaches the cluster's API, or a setting has no effect.",
    remedy: 'Turn on the public or the private endpoint.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const given = cluster.at('vpc', 'clusterEndpoints');
  const publicAccess = given.at('publicAccess');
  const privateAccess = given.at('privateAccess');
  const cidrs = cluster.at('vpc', 'publicAccessCIDRs');
  if (cluster.at('privateCluster', 'enabled').isOn) {
    if (publicAccess.isSet || privateAccess.isSet) {
      yield {
        at: given,
        message: 'a fully private cluster sets its endpoints itself',
        fix: 'leave vpc.clusterEndpoints out',
      };
    }
    return;
  }
  // On an Outpost the private one is on unless it is switched off, which outposts.ts reports.
  if (isOnOutpost(cluster)) return;
  if (publicAccess.isOff && !privateAccess.isOn) {
    yield {
      at: given,
      message: 'nothing could reach the API: both its public and its private endpoint are off',
      fix: 'set publicAccess: true or privateAccess: true',
    };
  } else if (publicAccess.isOff && !cidrs.isEmpty) {
    yield {
      at: cidrs,
      message: 'publicAccessCIDRs has no effect, as the public endpoint is off',
      fix: 'leave publicAccessCIDRs out, or set publicAccess: true',
    };
  }
  if (cidrs.items().length > MOST_API_RANGES) {
    yield {
      at: cidrs,
      message: `EKS accepts ${MOST_API_RANGES} ranges for the public endpoint, not ${cidrs.items().length}`,
      fix: 'join neighbouring ranges',
    };
  }
}
