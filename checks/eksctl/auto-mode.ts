import { autoModePools } from '../../tables/eksctl-words.ts';
import { alwaysThere } from '../../tables/addons.ts';
import { hasAutoMode, isOnOutpost } from './node-group.ts';
import { filled, keyOf, oneOf, type Place, type Problem, rule, unique } from './place.ts';

export const autoMode = rule(
  {
    id: 'eksctl/auto-mode',
    severity: 'refused',
    why: "EKS Auto Mode brings nodes and addons itself, and doesn't take these settings.",
    remedy: 'Leave out what Auto Mode brings.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const config = cluster.at('autoModeConfig');
  if (!hasAutoMode(cluster)) {
    for (const at of filled(
      ['nodeRoleARN', 'permissionsBoundaryARN', 'nodePools'].map((key) => config.at(key)),
    )) {
      yield {
        at,
        message: `${keyOf(at)} is for Auto Mode, which is off`,
        fix: 'set autoModeConfig.enabled: true, or leave it out',
      };
    }
    return;
  }
  if (isOnOutpost(cluster)) yield { at: config, message: 'an Outpost has no Auto Mode' };
  for (const at of filled(['nodeGroups', 'managedNodeGroups'].map((key) => cluster.at(key)))) {
    yield {
      at,
      message: 'eksctl creates a cluster with Auto Mode without node groups',
      fix: 'leave them out, and create them afterwards',
    };
  }
  yield* coreAddons(cluster);
  yield* nodePools(config);
}

function* coreAddons(cluster: Place): Generator<Problem> {
  const elsewhere =
    !cluster.at('fargateProfiles').isEmpty || cluster.at('remoteNetworkConfig').isSet;
  if (elsewhere) return;
  for (const addon of cluster.at('addons').items()) {
    const at = addon.at('name');
    if (!alwaysThere.some((name) => name === at.text)) continue;
    yield { at, message: `Auto Mode brings ${at.text} itself`, fix: 'leave the add-on out' };
  }
}

function* nodePools(config: Place): Generator<Problem> {
  const pools = config.at('nodePools');
  const role = config.at('nodeRoleARN');
  const boundary = config.at('permissionsBoundaryARN');
  if (pools.isSet && pools.isEmpty) {
    for (const at of filled([role, boundary])) {
      yield { at, message: `without node pools there are no nodes for ${keyOf(at)}` };
    }
  } else if (!role.isEmpty && !boundary.isEmpty) {
    yield { at: boundary, message: 'a role given by nodeRoleARN has its own boundary' };
  }
  for (const at of pools.items()) yield* oneOf(at, autoModePools);
  yield* unique(pools.items(), (pool) => pool.text, 'the node pool');
}
