import type { ConfigRule } from './rule.ts';

/** A launch template's version belongs to an id, and only one of our own has an image of our choosing. */
export const launchTemplate: ConfigRule = ({ nodes: { launchTemplate: template } }) => [
  ...(template.version !== null && template.id === null
    ? [
        {
          path: ['nodes', 'launchTemplate', 'version'],
          reads: [['nodes', 'launchTemplate', 'id']],
          message: 'is a version of no launch template: id is missing',
          fix: 'leave both out with own: true, and npm run launch-template writes them',
        },
      ]
    : []),
  ...(template.ami === 'ssm' && !template.own
    ? [
        {
          path: ['nodes', 'launchTemplate', 'ami'],
          reads: [['nodes', 'launchTemplate', 'own']],
          message: 'is for a template that is made here',
          fix: 'set own: true beside it, or leave it out',
        },
      ]
    : []),
];
