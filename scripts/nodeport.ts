import { withOwnCluster } from '../aws/own-cluster.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { type Target, targetFlags } from './shared/target.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { exampleNotes, noteLines } from '../synth/notes.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { clusterTags } from '../eksctl/tags.ts';
import { nodeAddresses } from './nodeport/addresses.ts';
import { type Changes, changesTo, isDone } from '../aws/security-group/changes.ts';
import { nodesGroupOf } from '../aws/security-group/nodes-group.ts';
import { ruleWords } from '../aws/security-group/rule.ts';
import { change, presentRules } from '../aws/security-group/security-group.ts';
import { type NodePort, nodePortsOf, spansOf, wantedRules } from './nodeport/wanted.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { type Call, lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const MOST_SHOWN = 4;

type Verb = 'open' | 'close';

const command = {
  name: 'nodeport',
  summary:
    "open lets only access.from reach the Services' node ports; close removes these rules again.",
  positionals: 'open|close',
  flags: {
    ...targetFlags,
    ...allFlag,
    'dry-run': { type: 'boolean', help: 'only show what it would do' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  const verb = verbOf(call);
  const opened: ClusterConfig[] = [];
  try {
    return await eachTarget(call, async (target) => {
      const ports = verb === 'open' ? portsToOpen(target, call) : [];
      await openOrClose(target, verb, ports, parsed.flags['dry-run']);
      if (verb === 'open' && target.config) opened.push(target.config);
    });
  } finally {
    for (const line of warnings(opened)) console.log(`\n${line}`);
  }
});

function warnings(opened: readonly ClusterConfig[]): string[] {
  const noted = opened.map((config) => ({ name: config.name, notes: exampleNotes(config) }));
  const { own, shared } = noteLines(noted);
  return [...[...own.values()].flat(), ...shared];
}

function openOrClose(
  target: Target,
  verb: Verb,
  ports: readonly NodePort[],
  dryRun: boolean,
): Promise<void> {
  const { from = [] } = target.config?.access ?? {};
  const wanted = target.config ? wantedRules(spansOf(ports, target.config), from) : [];
  return withOwnCluster(target, async (aws, cluster) => {
    const group = nodesGroupOf(cluster);
    const changes = changesTo(await presentRules(aws, group, target.name), wanted);
    console.log(`${group}, the security group of ${target.name}'s nodes in ${target.region}:`);
    for (const line of lines(changes, verb)) console.log(`  ${line}`);
    if (dryRun) return console.log('\nNothing was done: --dry-run');
    const tags = target.config && clusterTags(target.config);
    await change(aws, group, target.name, changes, tags);
    if (!isDone(changes)) console.log(`\nDone: ${count(changes)}`);
    if (verb === 'close') return;
    for (const line of toTry(ports, target.name, await nodeAddresses(aws, target.name))) {
      console.log(line);
    }
  });
}

function verbOf(call: Call): Verb {
  const [verb, ...more] = call.positionals ?? [];
  if (more.length === 0 && (verb === 'open' || verb === 'close')) return verb;
  throw new UsageError(
    verb === undefined
      ? 'open or close?'
      : `npm run nodeport needs open or close, not ${[verb, ...more].join(' ')}`,
    (verb && didYouMean(verb, ['open', 'close'])) ??
      `write ${lineOf({ ...call, positionals: ['open'] })}`,
  );
}

function portsToOpen({ name, region, config }: Target, call: Call): NodePort[] {
  if (!config) {
    throw new UsageError(
      `there is no cluster file for ${name} in ${region}: only such a file says what to open, and for whom`,
      `close needs none: ${lineOf({ ...call, positionals: ['close'] })}`,
    );
  }
  refusePrivate(config);
  const ports = nodePortsOf(config);
  if (ports.length > 0) return ports;
  throw new UsageError(
    `no Service of ${name} has a node port`,
    `set jenkins.enabled or sockShop.nodePort in clusters/${name}.yaml`,
  );
}

function refusePrivate({ name, network }: ClusterConfig): void {
  if (network === 'public') return;
  throw new UsageError(
    `${name} has network: private: its nodes have no address that could be reached from outside`,
    'use kubectl port-forward, or a LoadBalancer Service',
  );
}

function lines({ open, close, stay, byOthers }: Changes, verb: Verb): string[] {
  const all = [
    ...open.map((rule) => `+ ${ruleWords(rule)}`),
    ...close.map(
      (rule) =>
        `- ${ruleWords(rule)}${verb === 'open' ? ', which the cluster file no longer says' : ''}`,
    ),
    ...stay.map((rule) => `  ${ruleWords(rule)}, open already`),
    ...byOthers.map((rule) => `  ${ruleWords(rule)}, opened by somebody else (${rule.id})`),
  ];
  return all.length > 0 ? all : ['no node port is open'];
}

function count({ open, close }: Changes): string {
  return [
    ...(open.length > 0 ? [`${open.length} opened`] : []),
    ...(close.length > 0 ? [`${close.length} closed`] : []),
  ].join(', ');
}

function toTry(
  ports: readonly NodePort[],
  cluster: string,
  addresses: readonly string[] = [],
): string[] {
  const [address = '<EXTERNAL-IP of any node>'] = addresses;
  const others = [
    ', as kubectl get nodes --output wide says',
    '',
    `, or any other node of ${addresses.join(' ')}`,
  ][Math.min(addresses.length, 2)];
  return [
    '',
    'Try:',
    ...ports
      .slice(0, MOST_SHOWN)
      .flatMap(({ port, service, file }) => [
        `  http://${address}:${port}${others}`,
        `    answered by Service ${service}: kubectl apply -f dist/${cluster}/${file}`,
      ]),
    ...(ports.length > MOST_SHOWN
      ? [
          `  and ${ports.length - MOST_SHOWN} more in the same way, each in its own file of dist/${cluster}`,
        ]
      : []),
    `A time-out means that your address has changed: npm run allow-me -- --cluster ${cluster} --apply`,
  ];
}
