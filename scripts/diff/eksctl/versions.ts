import type { Step } from '../step.ts';
import { type Context, clusterFlags, findItem } from './context.ts';
import { quote } from '../../../terminal/shell.ts';

/** A newer minor: the control plane one minor at a time, each time the nodes after it, and the addons last. */
export function upgrade(context: Context): Step[] | undefined {
  const { change, cluster, region, after } = context;
  const from = minorOf(change.before);
  const to = minorOf(change.after);
  if (from === undefined || to === undefined || to <= from) return undefined;
  const groups = namesOf(after.managedNodeGroups);
  const steps: Step[] = [];
  for (let minor = from + 1; minor <= to; minor++) {
    const version = `1.${minor}`;
    steps.push({
      command: `eksctl upgrade cluster --name ${quote(cluster)} --region ${quote(region)} --version ${version} --approve`,
      why: `the control plane to ${version}; EKS goes one minor version at a time, and back only within seven days`,
    });
    // Where the template says the image, its next version brings the new minor.
    for (const group of context.fixedImage ? [] : groups) {
      steps.push({
        command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(group)} --kubernetes-version ${version}`,
        why: `the nodes to ${version}, one after another`,
      });
    }
  }
  return [...steps, ...addonUpgrades(context)];
}

// `-f` keeps the version of an addon that names none, so those are asked for their latest by name.
function addonUpgrades(context: Context): Step[] {
  const addons = namesOf(context.after.addons);
  const unversioned = addons.filter(
    (name) => findItem(context.after, 'addons', name).version === undefined,
  );
  const byFile = addons.some((name) => {
    const addon = findItem(context.after, 'addons', name);
    return addon.version !== undefined || addon.configurationValues !== undefined;
  });
  return [
    ...unversioned.map((name) => ({
      command: `eksctl update addon ${clusterFlags(context)} --name ${quote(name)} --version latest`,
      why: `${name} as the new minor version needs it`,
    })),
    ...(byFile
      ? [
          {
            command: `eksctl update addon -f ${quote(context.file)}`,
            why: 'the addons with their own versions or settings',
          },
        ]
      : []),
  ];
}

function minorOf(version: unknown): number | undefined {
  const match = /^1\.(\d+)$/.exec(String(version));
  return match ? Number(match[1]) : undefined;
}

function namesOf(items: unknown): string[] {
  return Array.isArray(items)
    ? items.flatMap((item: { name?: unknown } | null) =>
        typeof item?.name === 'string' ? [item.name] : [],
      )
    : [];
}
