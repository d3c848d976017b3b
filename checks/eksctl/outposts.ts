import { parseArn } from './arn.ts';
import { isOnOutpost, nodeGroupsOf } from './node-group.ts';
import { filled, keyOf, type Place, type Problem, rule } from './place.ts';

export const outposts = rule(
  {
    id: 'eksctl/outposts',
    severity: 'refused',
    why: "AWS Outposts don't have what these settings ask for.",
    remedy: "Leave out what Outposts don't have.",
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  yield* nodes(cluster);
  if (!isOnOutpost(cluster)) return;
  const outpost = cluster.at('outpost');
  yield* arn(outpost.at('controlPlaneOutpostARN'), true);
  yield* unsupported(cluster);
  yield* etcd(cluster, outpost);
  const endpoints = cluster.at('vpc', 'clusterEndpoints');
  if (cluster.at('privateCluster', 'enabled').isOn) return;
  const [open, closed] = [endpoints.at('publicAccess'), endpoints.at('privateAccess')];
  if (open.isOn) yield { at: open, message: "an Outpost's cluster has a private endpoint only" };
  if (closed.isOff)
    yield { at: closed, message: "an Outpost's cluster has a private endpoint only" };
}

function* arn(at: Place, required: boolean): Generator<Problem> {
  if (at.isEmpty && !required) return;
  if (parseArn(at.text)?.service === 'outposts') return;
  yield {
    at,
    message: at.text ? `${JSON.stringify(at.text)} is not an Outpost` : `${at.path} must be set`,
    allowed: 'arn:aws:outposts:REGION:ACCOUNT:outpost/ID',
  };
}

function* unsupported(cluster: Place): Generator<Problem> {
  const filledIn = filled([
    ...['addons', 'identityProviders', 'fargateProfiles', 'availabilityZones', 'localZones'].map(
      (key) => cluster.at(key),
    ),
    ...['managedNodeGroups'].map((key) => cluster.at(key)),
    cluster.at('secretsEncryption', 'keyARN'),
    cluster.at('vpc', 'publicAccessCIDRs'),
  ]);
  const there = ['karpenter', 'gitops'].map((key) => cluster.at(key)).filter((at) => at.isSet);
  const on = [cluster.at('iam', 'withOIDC'), cluster.at('vpc', 'autoAllocateIPv6')];
  for (const at of [...filledIn, ...there, ...on.filter((at) => at.isOn)]) {
    yield { at, message: `an Outpost's cluster has no ${keyOf(at)}` };
  }
  const creator = cluster.at('accessConfig', 'bootstrapClusterCreatorAdminPermissions');
  if (creator.isOff) yield { at: creator, message: 'on an Outpost the creator has access always' };
  const family = cluster.at('kubernetesNetworkConfig', 'ipFamily');
  if (family.text.toLowerCase() === 'ipv6') yield { at: family, message: 'an Outpost has no IPv6' };
}

function* etcd(cluster: Place, outpost: Place): Generator<Problem> {
  const type = outpost.at('etcdInstanceType');
  const placement = outpost.at('controlPlanePlacement');
  const needs = filled([outpost.at('etcdPlacement'), placement.at('spreadLevel')])[0];
  if (type.isEmpty && needs) {
    yield { at: type, message: `${needs.path} needs etcdInstanceType`, fix: 'set it' };
  }
  if (type.isEmpty) return;
  const group = placement.at('groupName');
  if (!group.isEmpty)
    yield { at: group, message: 'etcdInstanceType and groupName cannot be used together' };
  const mode = cluster.at('accessConfig', 'authenticationMode');
  if (mode.text === 'CONFIG_MAP') {
    yield {
      at: mode,
      message: 'etcdInstanceType needs access entries',
      allowed: 'API or API_AND_CONFIG_MAP',
    };
  }
}

function* nodes(cluster: Place): Generator<Problem> {
  const controlPlane = cluster.at('outpost', 'controlPlaneOutpostARN').text;
  for (const { place, managed } of nodeGroupsOf(cluster)) {
    const at = place.at('outpostARN');
    if (at.isEmpty && !isOnOutpost(cluster)) continue;
    if (managed) {
      if (!at.isEmpty) yield { at, message: 'managed node groups run on no Outpost' };
      continue;
    }
    yield* arn(at, false);
    if (!at.isEmpty && controlPlane && at.text !== controlPlane) {
      yield {
        at,
        message: "the nodes' Outpost must be the control plane's",
        allowed: controlPlane,
      };
    } else if (!isOnOutpost(cluster)) {
      yield {
        at,
        message: 'eksctl creates nodes on an Outpost with its control plane only, or later',
      };
    }
    for (const other of filled(
      ['availabilityZones', 'localZones', 'instanceSelector'].map((key) => place.at(key)),
    )) {
      yield { at: other, message: `nodes on an Outpost cannot have ${keyOf(other)}` };
    }
  }
}
