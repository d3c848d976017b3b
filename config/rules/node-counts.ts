import type { ConfigRule } from './rule.ts';

/** min ≤ desired ≤ max. */
export const nodeCounts: ConfigRule = ({ nodes: { min, desired, max } }) => {
  if (min > max) {
    return [
      {
        path: ['nodes', 'min'],
        reads: [['nodes', 'max']],
        message: `is more than nodes.max, which is ${max}`,
        allowed: 'min ≤ desired ≤ max',
        fix: `write nodes.max: ${min}, or a smaller nodes.min`,
      },
    ];
  }
  if (desired >= min && desired <= max) return [];
  const nearest = desired < min ? min : max;
  return [
    {
      path: ['nodes', 'desired'],
      reads: [
        ['nodes', 'min'],
        ['nodes', 'max'],
      ],
      message: `is not between nodes.min, which is ${min}, and nodes.max, which is ${max}`,
      allowed: 'min ≤ desired ≤ max',
      fix: `did you mean desired: ${nearest}?`,
    },
  ];
};
