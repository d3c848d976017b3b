import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from '../aws/each-target.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { CLUSTERS, type Target, targetFlags } from '../aws/target.ts';
import { type LoadedCluster, loadClusters } from '../config/load.ts';
import { soldVersions } from '../eks/sold-versions.ts';
import { writeKeys } from '../launch-template/write-keys.ts';
import { carryOut, type Plan } from '../plan/plan.ts';
import type { KubernetesVersion } from '../tables/kubernetes.ts';
import { checked } from '../synth/one-cluster.ts';
import { askedMinor } from '../upgrade/asked-minor.ts';
import { readiness } from '../upgrade/readiness.ts';
import { refuseUpgrade } from '../upgrade/refuse.ts';
import { readRunning } from '../upgrade/running.ts';
import { upgradePlan } from '../upgrade/upgrade.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { lineOf } from './shared/call.ts';
import { run } from './shared/run.ts';
import { UsageError } from './shared/usage-error.ts';

const NOT_READY = 1;

const command = {
  name: 'upgrade',
  summary:
    'Brings a cluster one Kubernetes minor forward, to what its file says: control plane, nodes, addons, and then the manifests. Shows its plan unless --yes. Exit code 1: something speaks against it.',
  flags: {
    cluster: targetFlags.cluster,
    ...allFlag,
    to: { type: 'string', value: 'MINOR', help: 'write this minor into the cluster file first' },
    anyway: { type: 'boolean', help: 'go on although something speaks against it' },
    yes: { type: 'boolean', help: 'do it: there is no way back' },
  },
} as const satisfies Command<Record<string, Flag>>;

interface Options {
  readonly to?: string;
  readonly anyway: boolean;
  readonly yes: boolean;
  readonly again: string;
}

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  const again = lineOf(call, { yes: true });
  return eachTarget(call, (target) => upgrade(target, { ...parsed.flags, again }));
});

function upgrade(
  { name, region, config }: Target,
  { to, anyway, yes, again }: Options,
): Promise<number> {
  if (config?.manifestsOnly) {
    throw new UsageError(
      `${name} has manifestsOnly: true, so its cluster is none of ours to upgrade`,
    );
  }
  const loaded = withTarget(name, to);
  const { kubernetes: target } = loaded.config;
  const output = checked(loaded);
  return withAws(region, async (aws) => {
    const live = await existingCluster(aws, { name, region });
    return withKubectl(live, region, async (all) => {
      const kubectl = (await all.refusal()) === undefined ? all : undefined;
      const running = await readRunning(aws, live, kubectl);
      refuseUpgrade(name, target, running, await soldVersions(aws));
      const isBefore = running.controlPlane.version !== target;
      const ready = isBefore
        ? await readiness(aws, name, target, kubectl)
        : { blockers: [], notes: [] };
      const plan = await upgradePlan(aws, output, running, ready);
      if (ready.blockers.length > 0 && !anyway) {
        for (const line of ready.blockers) console.log(line);
        console.log(`\nNothing was done. Mend what is named; or, if you know better: --anyway`);
        return NOT_READY;
      }
      await carryOut(withWriting(plan, name, to), yes, again);
      return 0;
    });
  });
}

// The file is what says the minor; --to only writes it.
function withTarget(name: string, to: string | undefined): LoadedCluster {
  const [loaded] = loadClusters(CLUSTERS, [name]);
  if (!loaded) throw new UsageError(`${name} has no cluster file`);
  if (to === undefined) return loaded;
  const { source, config } = loaded;
  const kubernetes = askedMinor(to, source.file, config.kubernetes);
  return { ...loaded, config: { ...config, kubernetes } };
}

function withWriting(plan: Plan, name: string, to: string | undefined): Plan {
  const [loaded] = loadClusters(CLUSTERS, [name]);
  if (!loaded || to === undefined || loaded.config.kubernetes === (to as KubernetesVersion)) {
    return plan;
  }
  const { file } = loaded.source;
  return {
    ...plan,
    steps: [
      {
        what: `Write kubernetes: "${to}" into ${file}`,
        run: async () => {
          // In quotes, or YAML reads 1.30 as 1.3.
          writeKeys(file, [[['kubernetes'], `"${to}"`]]);
        },
      },
      ...plan.steps,
    ],
  };
}
