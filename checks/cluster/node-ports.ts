import { HIGHEST_NODE_PORT, LOWEST_NODE_PORT } from '../../tables/limits.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'node-ports',
  severity: 'refused',
  why: 'The API server refuses node ports that are out of range, taken, or on a Service that has none.',
  remedy: 'Choose a free port between 30000 and 32767, or leave the number out.',
};
const finding = findingsOf(about);

export const nodePorts = check(about, (subject) => {
  const taken = new Map<string, string>();
  const found: Finding[] = [];
  for (const service of indexOf(subject).kind('Service')) {
    const type = text(at(service.object, 'spec', 'type')) ?? 'ClusterIP';
    list(at(service.object, 'spec', 'ports')).forEach((value, i) => {
      const { nodePort, protocol } = fields(value);
      if (typeof nodePort !== 'number' || nodePort === 0) return;
      const path = `spec.ports[${i}].nodePort`;
      const tell = (message: string, details: { allowed?: string; fix?: string }): void => {
        found.push(finding(service, { path, value: String(nodePort), message, ...details }));
      };
      if (!isNodePort(nodePort)) {
        tell('is not a node port', { allowed: `${LOWEST_NODE_PORT} to ${HIGHEST_NODE_PORT}` });
      }
      if (type !== 'NodePort' && type !== 'LoadBalancer') {
        tell(`is set on a Service of type ${type}, which has no node port`, {
          fix: 'write type: NodePort, or leave nodePort out',
        });
        return;
      }
      const key = `${nodePort}/${text(protocol) ?? 'TCP'}`;
      const owner = taken.get(key);
      // An alternative of one and the same Service may keep its port.
      if (owner !== undefined && owner !== service.id) {
        tell(`is taken by ${owner}: every node has each port once`, {
          fix: 'choose another port, or leave the choice to Kubernetes',
        });
      } else taken.set(key, service.id);
    });
  }
  return found;
});

function isNodePort(port: number): boolean {
  return Number.isInteger(port) && port >= LOWEST_NODE_PORT && port <= HIGHEST_NODE_PORT;
}
