import {
  HIGHEST_LEARNER_PORT,
  learnerPortsOf,
  LOWEST_LEARNER_PORT,
  otherPorts,
} from '../learners/node-port.ts';
import type { ClusterConfig } from '../schema.ts';
import type { ConfigRule, Violation } from './rule.ts';

/** A written node port is its learner's alone; those that follow from the names give way to it. */
export const learnerPorts: ConfigRule = (config) => {
  const { learners } = config;
  const others = otherPorts(config);
  const free = freePorts(config, others);
  if (learners.length > free.count) return [tooMany(config, free.count)];
  return learners.flatMap(({ nodePort }, index) => {
    if (nodePort === null) return [];
    const first = learners.findIndex((one) => one.nodePort === nodePort);
    const other = others.find((one) => one.port === nodePort);
    if (!other && first === index) return [];
    return [
      {
        path: ['learners', index, 'nodePort'],
        ...(other && { reads: [[other.owner, 'nodePort']] }),
        message: `is ${other ? `${other.owner}.nodePort` : `${learners[first]?.name}'s`} too, and a node port has one Service`,
        fix: `${free.next(nodePort)} is free`,
      },
    ];
  });
};

// The ports that nobody has, and the next of them from a port on, each told once.
function freePorts(config: ClusterConfig, others: ReturnType<typeof otherPorts>) {
  const range = Array.from(
    { length: HIGHEST_LEARNER_PORT - LOWEST_LEARNER_PORT + 1 },
    (_, index) => LOWEST_LEARNER_PORT + index,
  );
  const open = range.filter((port) => others.every((other) => other.port !== port));
  let left: number[] | undefined;
  return {
    count: open.length,
    next: (from: number): number | undefined => {
      left ??= withoutTaken(open, learnerPortsOf(config));
      const found = left.findIndex((port) => port > from);
      return left.splice(Math.max(0, found), 1)[0];
    },
  };
}

function withoutTaken(ports: readonly number[], taken: readonly number[]): number[] {
  const gone = new Set(taken);
  return ports.filter((port) => !gone.has(port));
}

function tooMany({ learners }: ClusterConfig, count: number): Violation {
  return {
    path: ['learners'],
    message: `holds ${learners.length} learners, more than there are node ports for them`,
    allowed: `at most ${count}, on the ports from ${LOWEST_LEARNER_PORT} to ${HIGHEST_LEARNER_PORT}`,
    fix: 'divide the class among several clusters',
  };
}
