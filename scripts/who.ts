import { withAws } from '../aws/clients.ts';
import { targetFlags, targetOf } from '../aws/target.ts';
import { reportLines } from '../who/report.ts';
import { problemsIn, who } from '../who/who.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';

const NOT_AS_IT_SHOULD_BE = 1;

const command = {
  name: 'who',
  summary: "Who may do what in a cluster: EKS's access entries, IAM roles and Kubernetes' RBAC.",
  flags: { ...targetFlags, json: { type: 'boolean', help: 'print JSON' } },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { json, ...flags } = parsed.flags;
  const target = targetOf(command.name, flags);
  const found = await withAws(target.region, (aws) => who(aws, target));
  console.log(json ? JSON.stringify(found, null, 2) : reportLines(found).join('\n'));
  return problemsIn(found) > 0 ? NOT_AS_IT_SHOULD_BE : 0;
});
