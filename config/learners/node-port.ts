import { createHash } from 'node:crypto';
import { HIGHEST_NODE_PORT } from '../../tables/limits.ts';

/** The node ports of learners: one range, which one rule of the nodes' security group lets in. */
export const LOWEST_LEARNER_PORT = 32000;
export const HIGHEST_LEARNER_PORT = HIGHEST_NODE_PORT;

// 32000 is the chapter's own, and jenkins.nodePort where nothing else is said.
const FIRST_BY_NAME = LOWEST_LEARNER_PORT + 1;
const COUNT_BY_NAME = HIGHEST_LEARNER_PORT - FIRST_BY_NAME + 1;

/** A learner, as far as a node port goes. */
export interface PortOwner {
  readonly name: string;
  readonly nodePort: number | null;
}

/** A learner's node port: the written one, or the one that follows from the name alone, whoever else there is. */
export function nodePortOf({ name, nodePort }: PortOwner): number {
  return nodePort ?? portOfName(name);
}

function portOfName(name: string): number {
  const digest = createHash('sha256').update(name).digest();
  return FIRST_BY_NAME + (digest.readUInt32BE(0) % COUNT_BY_NAME);
}
