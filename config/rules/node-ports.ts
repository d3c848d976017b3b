import { HIGHEST_NODE_PORT, LOWEST_NODE_PORT } from '../../tables/limits.ts';
import type { ConfigRule } from './rule.ts';

/** Two Services can't have one node port. */
export const nodePorts: ConfigRule = ({ sockShop, jenkins }) => {
  const both = sockShop.enabled && jenkins.enabled;
  if (!both || sockShop.nodePort !== jenkins.nodePort) return [];
  return [
    {
      path: ['jenkins', 'nodePort'],
      reads: [['sockShop', 'nodePort']],
      message: 'is sockShop.nodePort too, and a node port has one Service',
      fix: `choose another from ${LOWEST_NODE_PORT} to ${HIGHEST_NODE_PORT}`,
    },
  ];
};
