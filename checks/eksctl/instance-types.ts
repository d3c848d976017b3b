import { cpuCredits, spotStrategies } from '../../tables/eksctl-words.ts';
import {
  findInstanceType,
  instanceTypes as table,
  instanceTypesRead,
} from '../../tables/instance-types.ts';
import { suggest } from '../../terminal/suggest.ts';
import { amiFamilyOf, type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { oneOf, type Place, type Problem, rule } from './place.ts';

export const instanceTypes = rule(
  {
    id: 'eksctl/instance-types',
    severity: 'refused',
    why: "The instance type doesn't exist, or doesn't fit the group's other settings.",
    remedy: 'Name a type that the region has.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    yield* choice(group);
    yield* distribution(group.place);
    yield* credits(group.place);
    for (const at of typesOf(group.place)) yield* known(at);
    yield* architecture(group);
  }
}

function typesOf(place: Place): Place[] {
  const listed = [place.at('instanceTypes'), place.at('instancesDistribution', 'instanceTypes')];
  const all = [place.at('instanceType'), ...listed.flatMap((list) => list.items())];
  return all.filter(({ text }) => text && text !== 'mixed');
}

function* choice({ place, managed }: NodeGroup): Generator<Problem> {
  const type = place.at('instanceType');
  if (type.isEmpty || !managed) return;
  const types = place.at('instanceTypes');
  if (!types.isEmpty) {
    yield { at: types, message: 'a node group has instanceType or instanceTypes, not both' };
  } else if (!place.at('instanceSelector').isEmpty) {
    yield {
      at: place.at('instanceSelector'),
      message: 'a node group has instanceType or instanceSelector, not both',
    };
  }
}

function* distribution(place: Place): Generator<Problem> {
  const at = place.at('instancesDistribution');
  const selects = !place.at('instanceSelector').isEmpty;
  const type = place.at('instanceType');
  const managed = place.path.startsWith('managed');
  if ((at.isSet || selects) && !managed && type.text && type.text !== 'mixed') {
    const other = at.isSet ? 'instancesDistribution' : 'instanceSelector';
    yield { at: type, message: `${other} chooses the instance types`, allowed: 'mixed, or unset' };
  }
  if (!at.isSet) return;
  const types = at.at('instanceTypes');
  const different = new Set(types.texts()).size;
  if (!selects && (types.isEmpty || different > 20)) {
    yield {
      at: types,
      message: 'a distribution chooses among its instance types',
      allowed: '1 to 20',
    };
  }
  yield* between(at.at('onDemandBaseCapacity'), 0, Infinity);
  yield* between(at.at('onDemandPercentageAboveBaseCapacity'), 0, 100);
  yield* between(at.at('spotInstancePools'), 1, 20);
  const strategy = at.at('spotAllocationStrategy');
  if (at.at('spotInstancePools').isSet && strategy.text.startsWith('capacity-optimized')) {
    yield { at: at.at('spotInstancePools'), message: `the strategy ${strategy.text} has no pools` };
  }
  yield* oneOf(strategy, spotStrategies);
}

function* between(at: Place, least: number, most: number): Generator<Problem> {
  if (at.number === undefined || (at.number >= least && at.number <= most)) return;
  const allowed = most === Infinity ? `${least} and up` : `${least} to ${most}`;
  yield { at, message: `${at.path} can't be ${at.number}`, allowed };
}

function* credits(place: Place): Generator<Problem> {
  const at = place.at('cpuCredits');
  if (!at.isSet) return;
  const distributed = place.at('instancesDistribution');
  const types = distributed.isSet
    ? distributed.at('instanceTypes').texts()
    : [place.at('instanceType').text];
  if (!types.some((type) => type.startsWith('t'))) {
    yield { at, message: 'only instance types of the T families have CPU credits' };
  } else if (!cpuCredits.includes(at.text.toLowerCase())) {
    yield* oneOf(at, cpuCredits);
  }
}

const shape = /^[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;

// What has the shape of a type may be newer than the table.
function* known(at: Place): Generator<Problem> {
  if (findInstanceType(at.text)) return;
  const small = at.text.toLowerCase();
  if (findInstanceType(small)) {
    const fix = `EC2's types have small letters only: ${small}`;
    yield { at, message: notOfEc2(at.text), fix };
    return;
  }
  const warning = shape.test(at.text);
  const likely = nearest(at.text);
  yield {
    at,
    message: warning
      ? `is not an instance type that this project knows (read ${instanceTypesRead}): it may be newer`
      : notOfEc2(at.text),
    fix: likely && `did you mean ${likely}?`,
    warning,
  };
}

function notOfEc2(type: string): string {
  return `${JSON.stringify(type)} is not an instance type of EC2`;
}

// Many groups may have one type.
const near = new Map<string, string | undefined>();

function nearest(type: string): string | undefined {
  if (!near.has(type)) near.set(type, search(type));
  return near.get(type);
}

// Of the same family where there is one, or else of the same size.
function search(type: string): string | undefined {
  const [family = '', size = ''] = type.split('.');
  const all = [...table().keys()];
  const alike = [
    all.filter((name) => name.startsWith(`${family}.`)),
    all.filter((name) => name.endsWith(`.${size}`)),
  ].find((names) => names.length > 0);
  return suggest(type, alike ?? all);
}

const acceleratorFamilies = /^(inf|trn)\d/;

function* architecture(group: NodeGroup): Generator<Problem> {
  const types = typesOf(group.place);
  const family = amiFamilyOf(group);
  const first = types[0] && findInstanceType(types[0].text)?.architecture;
  for (const at of types) {
    const own = findInstanceType(at.text)?.architecture;
    if (group.managed && own && first && own !== first) {
      yield { at, message: `${at.text} is ${own}, the types before it are ${first}` };
    } else if (own === 'arm64' && family.startsWith('Windows')) {
      yield { at, message: `${at.text} is arm64, for which there is no Windows` };
    } else if (acceleratorFamilies.test(at.text) && /^(Windows|Ubuntu)/.test(family)) {
      yield {
        at,
        message: `${at.text} has accelerators that ${family} has no drivers for`,
        fix: 'set amiFamily: AmazonLinux2023',
      };
    }
  }
}
