import { HIGHEST_LEARNER_PORT, LOWEST_LEARNER_PORT, nodePortOf } from '../learners/node-port.ts';
import type { ClusterConfig } from '../schema.ts';
import type { KeyPath } from '../source.ts';
import type { ConfigRule, Violation } from './rule.ts';

/**
 * Every learner has a node port of their own. A clash is never resolved in silence: whoever was moved would have
 * lost the port that they had.
 */
export const learnerPorts: ConfigRule = (config) => {
  const { learners } = config;
  const others = otherServices(config);
  const free = freePorts(config, others);
  if (learners.length > free.count) return [tooMany(config, free.count)];
  const owners = ownersOf(config);
  return learners.flatMap((learner, index) => {
    const { name, nodePort } = learner;
    // A name that is there twice is told as that.
    if (learners.findIndex((other) => other.name === name) < index) return [];
    const port = nodePortOf(learner);
    const other = others.find((one) => one.port === port);
    const owner = owners.get(port) ?? name;
    if (!other && owner === name) return [];
    const whose = other ? other.key : `${owner}'s`;
    return [
      nodePort === null
        ? {
            path: ['learners', index, 'name'],
            ...(other && { reads: [other.path] }),
            message: `gives the node port ${port}, which is ${whose}: a node port has one Service`,
            fix: pin(free.next(port), other === undefined),
          }
        : {
            path: ['learners', index, 'nodePort'],
            ...(other && { reads: [other.path] }),
            message: `is ${whose} too, and a node port has one Service`,
            fix: `${free.next(port)} is free`,
          },
    ];
  });
};

// Written ports yield to those that follow from a name: they can be chosen anew without moving anybody else.
function ownersOf({ learners }: ClusterConfig): ReadonlyMap<number, string> {
  const owners = new Map<number, string>();
  const byName = learners.filter(({ nodePort }) => nodePort === null);
  for (const learner of [...byName, ...learners]) {
    const port = nodePortOf(learner);
    if (!owners.has(port)) owners.set(port, learner.name);
  }
  return owners;
}

function pin(port: number | undefined, isTwin: boolean): string {
  return `write nodePort: ${port}, which is free${isTwin ? ', for whichever of the two is new' : ''}`;
}

interface OtherService {
  readonly port: number | null;
  readonly path: KeyPath;
  readonly key: string;
}

function otherServices({ jenkins, sockShop }: ClusterConfig): OtherService[] {
  return [
    ...(jenkins.enabled
      ? [{ port: jenkins.nodePort, path: ['jenkins', 'nodePort'], key: 'jenkins.nodePort' }]
      : []),
    ...(sockShop.enabled
      ? [{ port: sockShop.nodePort, path: ['sockShop', 'nodePort'], key: 'sockShop.nodePort' }]
      : []),
  ];
}

// The ports that nobody has, and the next of them from a port on, each told once.
function freePorts({ learners }: ClusterConfig, others: readonly OtherService[]) {
  const range = Array.from(
    { length: HIGHEST_LEARNER_PORT - LOWEST_LEARNER_PORT + 1 },
    (_, index) => LOWEST_LEARNER_PORT + index,
  );
  const open = range.filter((port) => others.every((other) => other.port !== port));
  const taken = new Set(learners.map(nodePortOf));
  const left = open.filter((port) => !taken.has(port));
  return {
    count: open.length,
    next: (from: number): number | undefined => {
      const found = left.findIndex((port) => port > from);
      return left.splice(Math.max(0, found), 1)[0];
    },
  };
}

function tooMany({ learners }: ClusterConfig, count: number): Violation {
  return {
    path: ['learners'],
    message: `holds ${learners.length} learners, more than there are node ports for them`,
    allowed: `at most ${count}, on the ports from ${LOWEST_LEARNER_PORT} to ${HIGHEST_LEARNER_PORT}`,
    fix: 'share the class out among several clusters',
  };
}
