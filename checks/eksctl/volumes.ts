import { isOnOutpost, type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

const iops: Readonly<Record<string, readonly [number, number]>> = {
  gp3: [3000, 16000],
  io1: [100, 64000],
  io2: [100, 256000],
};

const types = ['gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1'];

export const volumes = rule(
  {
    id: 'eksctl/volumes',
    severity: 'refused',
    why: 'EC2 refuses such a disk.',
    remedy: 'Keep size, type, IOPS and throughput in the allowed ranges.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    // With a launch template the disks are the template's.
    if (group.place.at('launchTemplate').isSet) continue;
    yield* root(group);
    const additional = group.place.at('additionalVolumes').items();
    for (const place of [group.place, ...additional]) yield* performance(place, cluster);
    for (const place of additional) yield* device(place);
  }
}

function* root({ place, managed }: NodeGroup): Generator<Problem> {
  const needsSize = ['volumeName', 'volumeEncrypted', 'volumeKmsKeyID'].map((key) => place.at(key));
  const first = needsSize.find((at) => at.isOn || at.text);
  if (!managed && first && !place.at('volumeSize').isSet) {
    yield {
      at: first,
      message: `${first.path} has no effect without the volume's size`,
      fix: 'set volumeSize',
    };
  }
}

function* performance(place: Place, cluster: Place): Generator<Problem> {
  const type = place.at('volumeType');
  const onOutpost = isOnOutpost(cluster) || !place.at('outpostARN').isEmpty;
  const name = type.text || (onOutpost ? 'gp2' : 'gp3');
  if (onOutpost && name !== 'gp2') {
    yield { at: type, message: 'an Outpost has gp2 volumes only', allowed: 'gp2' };
  }
  yield* size(place.at('volumeSize'));
  if (types.includes(name)) yield* speed(place, name);
  const key = place.at('volumeKmsKeyID');
  if (!key.isEmpty && !place.at('volumeEncrypted').isOn) {
    yield {
      at: key,
      message: 'a key is for a volume that is encrypted',
      fix: 'set volumeEncrypted: true',
    };
  }
}

function* speed(place: Place, type: string): Generator<Problem> {
  yield* range(place.at('volumeIOPS'), iops[type], type, Object.keys(iops));
  const throughput = type === 'gp3' ? ([125, 1000] as const) : undefined;
  yield* range(place.at('volumeThroughput'), throughput, type, ['gp3']);
}

function* size(at: Place): Generator<Problem> {
  if (at.number === undefined || at.number >= 1) return;
  yield { at, message: `a volume can't have ${at.number} GiB`, allowed: '1 and up' };
}

function* range(
  at: Place,
  allowed: readonly [number, number] | undefined,
  type: string,
  types: readonly string[],
): Generator<Problem> {
  if (at.number === undefined) return;
  if (!allowed) {
    yield {
      at,
      message: `a volume of type ${type} has no such setting`,
      fix: `set volumeType to ${types.join(', ')}, or leave it out`,
    };
  } else if (at.number < allowed[0] || at.number > allowed[1]) {
    yield {
      at,
      message: `a volume of type ${type} can't have ${at.number}`,
      allowed: `${allowed[0]} to ${allowed[1]}`,
    };
  }
}

function* device(place: Place): Generator<Problem> {
  const at = place.at('volumeName');
  if (!at.isEmpty) return;
  yield {
    at,
    message: 'eksctl drops an additional volume without volumeName',
    fix: 'name its device, as /dev/xvdb',
  };
}
