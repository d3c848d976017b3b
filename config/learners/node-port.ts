import { createHash } from 'node:crypto';
import { HIGHEST_NODE_PORT } from '../../tables/limits.ts';

/** The node ports of learners: one range, which one rule of the nodes' security group lets in. */
export const LOWEST_LEARNER_PORT = 32000;
export const HIGHEST_LEARNER_PORT = HIGHEST_NODE_PORT;

// 32000 is the chapter's own, and jenkins.nodePort where nothing else is said: it is taken last.
const BY_NAME = Array.from(
  { length: HIGHEST_LEARNER_PORT - LOWEST_LEARNER_PORT },
  (_, index) => LOWEST_LEARNER_PORT + 1 + index,
);

/** A learner, as far as a node port goes. */
interface PortOwner {
  readonly name: string;
  readonly nodePort: number | null;
}

/** What the ports of a class follow from. */
export interface PortOwners {
  readonly learners: readonly PortOwner[];
  readonly jenkins: OtherOwner;
  readonly sockShop: OtherOwner;
}

interface OtherOwner {
  readonly enabled: boolean;
  readonly nodePort: number | null;
}

/** The node ports of the cluster's own Services, each with whose it is. */
export function otherPorts(owners: PortOwners) {
  return (['jenkins', 'sockShop'] as const).flatMap((owner) => {
    const { enabled, nodePort: port } = owners[owner];
    return enabled && port !== null ? [{ owner, port }] : [];
  });
}

/**
 * The learners' node ports, in their order: the written one; or the one that follows from the name, and where it is
 * taken by then, the next that is free. So a list that grows at its end moves nobody.
 */
export function learnerPortsOf(owners: PortOwners): number[] {
  const { learners } = owners;
  const others = otherPorts(owners).map(({ port }) => port);
  const taken = new Set([...others, ...learners.map(({ nodePort }) => nodePort)]);
  return learners.map(({ name, nodePort }) => {
    if (nodePort !== null) return nodePort;
    const port = candidates(name).find((one) => !taken.has(one));
    if (port === undefined) throw new Error(`no node port is left for ${name}`);
    taken.add(port);
    return port;
  });
}

// From the one that follows from the name once around.
function candidates(name: string): number[] {
  const digest = createHash('sha256').update(name).digest();
  const first = digest.readUInt32BE(0) % BY_NAME.length;
  return [...BY_NAME.slice(first), ...BY_NAME.slice(0, first), LOWEST_LEARNER_PORT];
}
