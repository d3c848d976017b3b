import {
  marketTypes,
  reservationPreferences,
  suspendableProcesses,
} from '../../tables/eksctl-words.ts';
import { amiFamilyOf, type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { filled, keyOf, oneOf, type Place, type Problem, rule } from './place.ts';

export const nodeSettings = rule(
  {
    id: 'eksctl/node-settings',
    severity: 'refused',
    why: 'eksctl refuses such a setting of a node group, or it has no effect.',
    remedy: 'Write what is allowed beside it, or leave it out.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    const { place } = group;
    yield* ssh(place.at('ssh'));
    yield* reservation(place);
    yield* scaling(place);
    yield* securityGroups(group);
    yield* kubelet(group);
    const pods = place.at('maxPodsPerNode');
    if ((pods.number ?? 0) < 0) {
      yield { at: pods, message: `maxPodsPerNode can't be ${pods.number}`, allowed: '0 and up' };
    }
    const placement = place.at('placement');
    if (placement.isSet && placement.at('groupName').isEmpty) {
      yield { at: placement.at('groupName'), message: 'a placement needs its group' };
    }
  }
}

function* ssh(place: Place): Generator<Problem> {
  const ssm = place.at('enableSsm');
  if (ssm.isOff) {
    yield { at: ssm, message: "EKS's images have the SSM agent; it can't be left out" };
  }
  const keys = ['publicKeyName', 'publicKeyPath', 'publicKey'].map((key) => place.at(key));
  const [first, second] = filled(keys);
  if (first && second) {
    yield {
      at: second,
      message: `nodes can have one SSH key: ${keyOf(first)} or ${keyOf(second)}`,
    };
  }
}

function* reservation(place: Place): Generator<Problem> {
  const at = place.at('capacityReservation');
  const market = place.at('instanceMarketOptions');
  if (!at.isSet) {
    if (market.isSet) {
      yield { at: market, message: 'instanceMarketOptions belongs to a capacityReservation' };
    }
    return;
  }
  const preference = at.at('capacityReservationPreference');
  const target = at.at('capacityReservationTarget');
  if (preference.isSet && target.isSet) {
    yield { at: preference, message: 'a reservation is chosen by preference or target, not both' };
  } else yield* oneOf(preference, reservationPreferences);
  const group = target.at('capacityReservationResourceGroupARN');
  if (target.at('capacityReservationID').isSet && group.isSet) {
    yield { at: group, message: 'a reservation is one by its ID or a group by its ARN, not both' };
  }
  yield* oneOf(market.at('marketType'), marketTypes);
}

function* scaling(place: Place): Generator<Problem> {
  for (const at of place.at('asgSuspendProcesses').items()) {
    yield* oneOf(at, suspendableProcesses);
  }
  const lifetime = place.at('maxInstanceLifetime');
  if (lifetime.number !== undefined && lifetime.number < 86_400) {
    yield {
      at: lifetime,
      message: `an instance can't be replaced after ${lifetime.number} seconds already`,
      allowed: '86400 (a day) and up',
    };
  }
}

function* securityGroups({ place, managed }: NodeGroup): Generator<Problem> {
  if (!managed) return;
  for (const key of ['withLocal', 'withShared']) {
    const at = place.at('securityGroups', key);
    if (at.isOn) yield { at, message: `${key} is for eksctl's own node groups only` };
  }
}

const setByEksctl = [
  'kind',
  'apiVersion',
  'address',
  'clusterDomain',
  'authentication',
  'authorization',
  'serverTLSBootstrap',
];

function* kubelet(group: NodeGroup): Generator<Problem> {
  const config = group.place.at('kubeletExtraConfig');
  for (const [key, at] of config.entries()) {
    if (setByEksctl.includes(key)) yield { at, message: `eksctl sets the kubelet's ${key} itself` };
  }
  const runtime = group.place.at('containerRuntime');
  if (runtime.text && runtime.text !== 'containerd') {
    yield {
      at: runtime,
      message: `the kubelet no longer works with ${runtime.text}`,
      allowed: 'containerd',
    };
  } else if (runtime.isSet && group.place.at('overrideBootstrapCommand').isSet) {
    const family = amiFamilyOf(group);
    yield {
      at: runtime,
      message: `overrideBootstrapCommand says how ${family || 'a node'} starts, so containerRuntime has no effect`,
      fix: 'leave it out',
    };
  }
}
