import { type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

// eksctl 0.231.0, pkg/apis/eksctl.io/v1alpha5/validation.go.
const seconds: Readonly<Record<string, readonly [number, number]>> = {
  tcpEstablishedTimeout: [60, 432_000],
  udpStreamTimeout: [60, 180],
  udpTimeout: [30, 60],
};

export const connectionTracking = rule(
  {
    id: 'eksctl/connection-tracking',
    severity: 'refused',
    why: 'EC2 refuses such timeouts for idle connections.',
    remedy: 'Keep them in the allowed ranges.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    const at = group.place.at('connectionTracking');
    if (at.isSet) yield* timeouts(group, at);
  }
}

function* timeouts({ place }: NodeGroup, at: Place): Generator<Problem> {
  const keys = Object.keys(seconds);
  if (place.at('launchTemplate', 'id').text) {
    yield {
      at,
      message: "the timeouts are the launch template's: eksctl can't set them beside one",
    };
  }
  if (keys.every((key) => !at.at(key).isSet)) {
    yield { at, message: 'sets no timeout', allowed: `at least one of ${keys.join(', ')}` };
  }
  for (const [key, [least, most]] of Object.entries(seconds)) {
    const value = at.at(key);
    if (value.number === undefined || (value.number >= least && value.number <= most)) continue;
    yield {
      at: value,
      message: `${value.number} seconds are out of range`,
      allowed: `${least} to ${most}`,
    };
  }
}
