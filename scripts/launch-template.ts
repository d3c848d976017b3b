import { withAws } from '../aws/clients.ts';
import { allFlag, inTurn, refuseNamed } from './shared/each-target.ts';
import { allTargets, type Target, targetOf } from './shared/target.ts';
import { loadCluster } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { asksForOwn } from '../eksctl/own-parts.ts';
import { asksForNone } from './launch-template/asks-for-none.ts';
import { launchTemplatePlan } from './launch-template/plan.ts';
import { carryOut } from '../terminal/plan.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'launch-template',
  summary:
    "Creates a cluster with your own launch template and roles, as in the chapter's steps. Without --yes it only shows the plan.",
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    ...allFlag,
    yes: { type: 'boolean', help: 'do it' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  const { all, yes } = call.flags;
  if (!all) {
    const { name } = targetOf(call);
    return launchTemplate(name, yes, lineOf(call, { cluster: name, yes: true }));
  }
  refuseNamed(call.flags);
  return inTurn(allThatAsk(), ({ name }) => launchTemplate(name, yes, lineOf(call, { yes: true })));
});

async function launchTemplate(name: string, yes: boolean, again: string): Promise<number> {
  const { config, source } = loadCluster(CLUSTERS, name);
  return withAws(config.region, async (aws) => {
    const plan = await launchTemplatePlan({ aws, config, file: source.file });
    await carryOut(plan, yes, again);
    return 0;
  });
}

// The others are named: whoever expects them to be made should know.
function allThatAsk(): Target[] {
  const targets = allTargets();
  const asking = targets.filter(({ config }) => config && asksForOwn(config));
  const others = targets.filter((target) => !asking.includes(target)).map(({ name }) => name);
  if (asking.length === 0) {
    throw asksForNone(`no cluster file asks for its own launch template: ${others.join(', ')}`);
  }
  if (others.length > 0) {
    console.log(`These do not ask for their own launch template: ${others.join(', ')}\n`);
  }
  return asking;
}
