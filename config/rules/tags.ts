import type { ConfigRule } from './rule.ts';

const ours = ['project', 'cluster', 'owner', 'expires'];

/** Tags that AWS or this project writes itself can't be set by hand. */
export const tags: ConfigRule = (config) => [
  ...Object.keys(config.tags).flatMap((key) => {
    if (!/^aws:/i.test(key) && !ours.includes(key) && !key.startsWith('k8s.io/cluster-autoscaler/'))
      return [];
    return [
      {
        path: ['tags', key],
        message: /^aws:/i.test(key)
          ? 'begins with aws:, which AWS keeps for itself'
          : 'is a tag that synth writes itself',
        fix: `remove it, or choose another key${ours.includes(key) ? ': clean-up relies on this one' : ''}`,
      },
    ];
  }),
  ...Object.keys(config.nodes.labels).flatMap((key) =>
    /(^|\.)(kubernetes|k8s)\.io\//.test(key)
      ? [
          {
            path: ['nodes', 'labels', key],
            message: 'is under kubernetes.io or k8s.io, where only Kubernetes sets labels',
            allowed:
              'any key that is not under kubernetes.io or k8s.io, such as role or example.com/role',
            fix: `did you mean ${key.replace(/^.*\//, '')}?`,
          },
        ]
      : [],
  ),
];
