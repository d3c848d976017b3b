import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** No other cluster of the account and region has the name. */
export const name: Check = {
  group: 'cluster',
  check: 'name',
  what: 'the name',
  asksAws: true,
  look: async ({ cluster, config, resumes }) => {
    const there = await cluster();
    if (!there) return passed(name, `no cluster ${config.name} in ${config.region}`);
    const { status = 'there', version: minor = '?', tags = {} } = there;
    const owner = tags.owner && tags.owner !== config.owner ? `, and belongs to ${tags.owner}` : '';
    const says = `${config.name} exists already: ${status}, Kubernetes ${minor}${owner}`;
    const flag = `-- --cluster ${config.name}`;
    if (owner) {
      return failed(name, says, 'write another name in the cluster file, and rename the file');
    }
    if (resumes && status !== 'DELETING' && status !== 'FAILED') return passed(name, says);
    return failed(
      name,
      says,
      status === 'DELETING'
        ? `wait until it is gone: aws eks wait cluster-deleted --name ${config.name} --region ${config.region}`
        : `use it: npm run kubeconfig ${flag}; or delete it first: npm run down ${flag}`,
    );
  },
};
