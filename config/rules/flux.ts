import type { ConfigRule, Violation } from './rule.ts';

/** Flux has what it needs to read its source, and applies only what is there. */
export const flux: ConfigRule = ({ name, flux: { url, secret, ...flux }, jenkins }) => {
  const violations: Violation[] = [];
  if (url?.startsWith('ssh://') && !secret) {
    violations.push({
      path: ['flux', 'secret'],
      reads: [['flux', 'url']],
      message: 'is not set, and Flux reads no repository over ssh without a key',
      fix: 'name the Secret in flux-system that holds it; flux bootstrap makes one: secret: flux-system',
    });
  }
  for (const key of ['jenkins', 'sops'] as const) {
    if (!flux[key] || url) continue;
    violations.push({
      path: ['flux', key],
      reads: [['flux', 'url']],
      message: 'does nothing without flux.url, the repository that Flux reads',
      fix: `write flux.url, or remove ${key}`,
    });
  }
  if (url && name === 'flux-system') {
    violations.push({
      path: ['name'],
      reads: [['flux', 'url']],
      message: "is the name of Flux's own source, and the cluster's is named for the cluster",
      fix: 'choose another name for the cluster, and its file',
    });
  }
  if (flux.jenkins && url && !jenkins.enabled) {
    violations.push({
      path: ['flux', 'jenkins'],
      reads: [['jenkins', 'enabled']],
      message: 'wants a Jenkins that jenkins.enabled: false removes',
      fix: 'remove one of the two',
    });
  }
  return violations;
};
