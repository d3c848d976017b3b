import type { ConfigRule } from './rule.ts';

/** Two Services can't have one node port. */
export const nodePorts: ConfigRule = ({ sockShop, jenkins }) => {
  const both = sockShop.enabled && jenkins.enabled;
  if (!both || sockShop.nodePort !== jenkins.nodePort) return [];
  return [
    {
      path: ['jenkins', 'nodePort'],
      reads: [['sockShop', 'nodePort']],
      message: `is the shop's node port too: jenkins.nodePort and sockShop.nodePort are both ${jenkins.nodePort}`,
      fix: 'choose another from 30000 to 32767',
    },
  ];
};
