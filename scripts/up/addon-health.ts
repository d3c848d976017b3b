import type { Aws } from '../../aws/clients.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Step } from '../../terminal/plan.ts';
import { readAddons } from '../../aws/addons/addons.ts';
import type { Addon } from '../../aws/addons/status.ts';

/** Says which addons don't work: EKS lists them like those that do, and eksctl passes them over. */
export function addonHealthStep(
  aws: Aws,
  { name, kubernetes }: Pick<ClusterConfig, 'name' | 'kubernetes'>,
): Step {
  return {
    what: 'See whether the addons work',
    run: async () => {
      const addons = await readAddons(aws, name, kubernetes, false, []);
      for (const line of addonLines(name, addons)) console.log(line);
    },
  };
}

/** The addons that don't work, with EKS's reasons, and where to read more. */
export function addonLines(cluster: string, addons: readonly Addon[]): string[] {
  const broken = addons.filter(({ status }) => /DEGRADED|FAILED/.test(status));
  if (broken.length === 0) return ['none of them is DEGRADED'];
  return [
    ...broken.map(({ name, status, issues }) => {
      const why = issues.map(({ message }) => message).join('; ');
      return `the addon ${name} is ${status}${why ? `: ${why}` : ''}`;
    }),
    `what to do: npm run status -- --cluster ${cluster}`,
  ];
}
