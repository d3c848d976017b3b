import { allFlag } from './shared/each-target.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { withOwnCluster } from '../aws/own-cluster.ts';
import { runPlanned } from './shared/planned.ts';
import { targetFlags } from './shared/target.ts';
import { loadCluster } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { soldVersions } from '../aws/eks/sold-versions.ts';
import { refuseUnwritable, writeKeys } from '../config/edit/write-keys.ts';
import type { Plan } from '../terminal/plan.ts';
import { checked } from '../synth/one-cluster.ts';
import type { KubernetesVersion } from '../tables/kubernetes.ts';
import { askedMinor } from './upgrade/asked-minor.ts';
import { readiness } from './upgrade/readiness.ts';
import { refuseUpgrade } from './upgrade/refuse.ts';
import { readRunning } from './upgrade/running.ts';
import { upgradePlan } from './upgrade/upgrade.ts';
import type { Command, Flag } from '../terminal/arguments.ts';
import { UsageError } from '../terminal/usage-error.ts';

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

runPlanned(command, ({ name, region, config }, { flags: { to, anyway }, offer }) => {
  if (config?.manifestsOnly) {
    throw new UsageError(
      `${name} has manifestsOnly: true, so its cluster is none of ours to upgrade`,
    );
  }
  const loaded = loadCluster(CLUSTERS, name);
  const { file } = loaded.source;
  const { kubernetes: written } = loaded.config;
  // The file is what says the minor; --to only writes it.
  const target = to === undefined ? written : askedMinor(to, file, written);
  const output = checked({ ...loaded, config: { ...loaded.config, kubernetes: target } });
  return withOwnCluster({ name, region }, (aws, live) =>
    withKubectl(live, region, async (all) => {
      const kubectl = (await all.refusal()) === undefined ? all : undefined;
      const running = await readRunning(aws, live, kubectl);
      refuseUpgrade({ name, region }, target, running, await soldVersions(aws));
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
      await offer(target === written ? plan : withWriting(plan, file, target));
      return 0;
    }),
  );
});

function withWriting(plan: Plan, file: string, target: KubernetesVersion): Plan {
  // In quotes, or YAML reads 1.40 as 1.4.
  const keys = [[['kubernetes'], `"${target}"`]] as const;
  refuseUnwritable(file, keys);
  return {
    ...plan,
    steps: [
      {
        what: `Write kubernetes: "${target}" into ${file}`,
        run: async () => {
          writeKeys(file, keys);
        },
      },
      ...plan.steps,
    ],
  };
}
