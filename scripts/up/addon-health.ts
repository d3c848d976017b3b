import type { Aws } from '../../aws/clients.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Step } from '../../terminal/plan.ts';
import { readAddons } from '../../aws/addons/addons.ts';
import { brokenAddons } from '../../aws/addons/health.ts';

/** Says which addons don't work, and where to read more. */
export function addonHealthStep(
  aws: Aws,
  { name, kubernetes }: Pick<ClusterConfig, 'name' | 'kubernetes'>,
): Step {
  return {
    what: 'See whether the addons work',
    run: async () => {
      const broken = brokenAddons(await readAddons(aws, name, kubernetes, false, []));
      for (const line of broken) console.log(line);
      console.log(
        broken.length === 0
          ? 'none of them is DEGRADED'
          : `what to do: npm run status -- --cluster ${name}`,
      );
    },
  };
}
