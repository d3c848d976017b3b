import { allow, type Allowed } from '../access/allow.ts';
import { ownAddress } from '../access/own-address.ts';
import { chooseFile } from '../config/choose.ts';
import { cidr } from '../config/fields.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';
import { UsageError } from './shared/usage-error.ts';

const command = {
  name: 'allow-me',
  summary: 'Puts your own address into access.from of a cluster file; the example address goes.',
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    from: {
      type: 'string',
      multiple: true,
      value: 'CIDR',
      help: 'this address or range, instead of asking checkip.amazonaws.com for yours',
    },
    replace: { type: 'boolean', help: 'take all other ranges away' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return;
  const { cluster, from, replace } = parsed.flags;
  const file = chooseFile('clusters', command.name, cluster);
  const ranges = from.length > 0 ? from.map(asRange) : [await ownAddress()];
  for (const line of report(allow(file, ranges, { replace }), ranges)) console.log(line);
});

function asRange(text: string): string {
  const range = /^[\d.]+$/.test(text) ? `${text}/32` : text;
  const { error } = cidr('198.51.100.7/32').safeParse(range);
  const [issue] = error?.issues ?? [];
  if (!issue) return range;
  const { fix, allowed } = (issue.code === 'custom' ? issue.params : undefined) ?? {};
  throw new UsageError(`--from ${text} ${issue.message}`, fix ?? `allowed: ${allowed}`);
}

function report({ file, added, removed, config }: Allowed, ranges: readonly string[]): string[] {
  const { name, access, sockShop, jenkins, learners, manifestsOnly } = config;
  if (added.length + removed.length === 0) {
    return [`${file}: access.from lets ${ranges.join(', ')} in already; nothing changed`];
  }
  const dist = `dist/${name}`;
  const folders = [
    'platform',
    ...(sockShop.enabled ? ['apps'] : []),
    ...(jenkins.enabled ? ['jenkins'] : []),
    ...(learners.length > 0 ? ['learners'] : []),
  ];
  return [
    `${file}: access.from is now [${access.from.join(', ')}]`,
    ...added.map((range) => `  + ${range}`),
    ...removed.map((range) => `  - ${range}`),
    '',
    'Next: npm run synth',
    ...(manifestsOnly
      ? []
      : [
          'If the cluster is there already, then let it know, too:',
          `  eksctl utils update-cluster-vpc-config -f ${dist}/eksctl/cluster.yaml --approve`,
        ]),
    'and what it runs:',
    `  kubectl apply ${folders.map((folder) => `-f ${dist}/${folder}`).join(' ')}`,
  ];
}
