import { nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule, unique } from './place.ts';

// CloudFormation's limit on a stack's name, and what eksctl puts around both names.
const longestStack = 128;

export const nodeGroupNames = rule(
  {
    id: 'eksctl/node-group-names',
    severity: 'refused',
    why: 'Node groups need names, each of them once.',
    remedy: 'Give each group a name of letters, digits and dashes.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const names = nodeGroupsOf(cluster).map(({ place }) => place.at('name'));
  for (const at of names) {
    if (!at.text) continue;
    const stack = `eksctl-${cluster.at('metadata', 'name').text}-nodegroup-${at.text}`;
    if (!/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(at.text)) {
      yield {
        at,
        message: `${JSON.stringify(at.text)} can't name a node group`,
        allowed: 'letters, digits and -, first and last no -',
        fix: suggestion(at.text),
      };
    } else if (at.text.length > 63 || stack.length > longestStack) {
      yield { at, message: "the node group's name is too long", allowed: 'at most 63 characters' };
    }
  }
  yield* unique(names, (name) => name.text, 'the node group');
}

function suggestion(name: string): string | undefined {
  const better = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return better ? `did you mean ${better}?` : undefined;
}
