import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from '../aws/each-target.ts';
import { CLUSTERS } from '../aws/target.ts';
import { chooseCluster } from '../config/choose.ts';
import { launchTemplatePlan } from '../launch-template/plan.ts';
import { againOf } from '../plan/again.ts';
import { carryOut } from '../plan/plan.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'launch-template',
  summary:
    "Makes a cluster with a launch template and roles of one's own, as the chapter's steps have it; shows the plan.",
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    ...allFlag,
    yes: { type: 'boolean', help: 'do it' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, yes } = parsed.flags;
  return eachTarget(command.name, parsed.flags, ({ name }) => {
    const again = againOf(command.name, all ? { all } : { cluster: name });
    return launchTemplate(name, yes, again);
  });
});

function launchTemplate(name: string, yes: boolean, again: string): Promise<void> {
  const { config, source } = chooseCluster(CLUSTERS, command.name, name);
  return withAws(config.region, async (aws) => {
    const plan = await launchTemplatePlan({ aws, config, file: source.file });
    await carryOut(plan, yes, again);
  });
}
