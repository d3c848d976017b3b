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
import { type KubernetesVersion, minorNumber } from '../tables/kubernetes.ts';
import { eksctlGoesBackFrom } from '../tables/programs.ts';
import { installLine } from '../aws/programs/install-line.ts';
import { isAtLeast, versionOf } from '../aws/programs/version-of.ts';
import { askedMinor } from './upgrade/asked-minor.ts';
import { refuseUpgrade, refuseWayBack } from './upgrade/refuse.ts';
import { readRunning } from './upgrade/running.ts';
import { planBack, planForward } from './upgrade/upgrade.ts';
import type { Command, Flag } from '../terminal/arguments.ts';
import { UsageError } from '../terminal/usage-error.ts';

const NOT_READY = 1;

const command = {
  name: 'upgrade',
  summary:
    'Upgrades a cluster by one Kubernetes minor version, to the one in its file. Each --yes does one part: control plane, nodes, addons, manifests. With a lower --to, it goes back one minor version, within seven days. Exit code 1: something speaks against it.',
  flags: {
    cluster: targetFlags.cluster,
    ...allFlag,
    to: {
      type: 'string',
      value: 'MINOR',
      help: 'write this minor version into the cluster file first; a lower one takes the cluster back',
    },
    anyway: {
      type: 'boolean',
      help: 'continue although something speaks against it, also against EKS (--force)',
    },
    yes: { type: 'boolean', help: 'do the part that is next' },
  },
} as const satisfies Command<Record<string, Flag>>;

runPlanned(command, ({ name, region, config }, { flags: { to, anyway, yes }, again, offer }) => {
  if (config?.manifestsOnly) {
    throw new UsageError(
      `${name} has manifestsOnly: true, so this project does not upgrade its cluster`,
    );
  }
  const loaded = loadCluster(CLUSTERS, name);
  const { file } = loaded.source;
  const { kubernetes: written, support } = loaded.config;
  // The file is what says the minor version; --to only writes it.
  const target = to === undefined ? written : askedMinor(to, file, written);
  const output = checked({ ...loaded, config: { ...loaded.config, kubernetes: target } });
  return withOwnCluster({ name, region }, (aws, live) =>
    withKubectl(live, region, async (all) => {
      const kubectl = (await all.refusal()) === undefined ? all : undefined;
      const running = await readRunning(aws, live, kubectl);
      const sold = await soldVersions(aws);
      const goesBack = minorNumber(target) < minorNumber(running.controlPlane.version);
      if (goesBack) {
        const policy = live.upgradePolicy?.supportType;
        const how = { isAsked: to !== undefined, sold, support, ...(policy && { policy }) };
        refuseWayBack({ name, region }, target, running, how);
        await refuseOldEksctl(target);
      } else {
        refuseUpgrade({ name, region }, target, running, sold);
      }
      const work = { aws, output, running, anyway, ...(kubectl && { kubectl }) };
      const { plan, later, blockers } = await (goesBack ? planBack(work) : planForward(work));
      if (blockers.length > 0 && !anyway) {
        for (const line of blockers) console.log(line);
        console.log(`\nNothing was done. Fix what is named; or, if you know better: --anyway`);
        return NOT_READY;
      }
      await offer(target === written ? plan : withWriting(plan, file, target));
      if (yes && later[0]) console.log(`\nNext, when you want it: ${later[0]}\n  ${again}`);
      return 0;
    }),
  );
});

async function refuseOldEksctl(target: KubernetesVersion): Promise<void> {
  const version = await versionOf('eksctl');
  if (version === undefined || isAtLeast(version, eksctlGoesBackFrom)) return;
  throw new UsageError(
    `eksctl ${version} cannot take a control plane back; ${eksctlGoesBackFrom} and newer can`,
    `install a newer one: ${installLine('eksctl', target)}`,
  );
}

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
