import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget, lookInTurn, refuseNamed } from './shared/each-target.ts';
import { allTargets, type Target, targetFlags } from './shared/target.ts';
import { reportLines } from './who/report.ts';
import { problemsIn, type Who, who } from './who/who.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';

const NOT_AS_IT_SHOULD_BE = 1;

const command = {
  name: 'who',
  summary: "Who may do what in a cluster: EKS's access entries, IAM roles and Kubernetes' RBAC.",
  flags: {
    ...targetFlags,
    ...allFlag,
    json: { type: 'boolean', help: 'print JSON; with --all, a list of it' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { json, ...chosen } = parsed.flags;
  if (json && chosen.all) {
    refuseNamed(chosen);
    return lookInTurn(allTargets(), { look, tell: tellJson, code });
  }
  return eachTarget({ command, ...parsed }, async (target) => {
    const found = await look(target);
    if (json) tellJson(found);
    else console.log(reportLines(found).join('\n'));
    return code(found);
  });
});

function look(target: Target): Promise<Who> {
  return withAws(target.region, (aws) => who(aws, target));
}

function tellJson(found: Who | readonly Who[]): void {
  console.log(JSON.stringify(found, null, 2));
}

function code(found: Who): number {
  return problemsIn(found) > 0 ? NOT_AS_IT_SHOULD_BE : 0;
}
