import { addonVersions, compareAddonVersions } from '../../aws/addons/addon-versions.ts';
import type { Aws } from '../../aws/clients.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import type { Step } from '../../terminal/plan.ts';
import { addonPath } from './addon-path.ts';
import type { Part, Running } from './running.ts';

interface Change {
  readonly name: string;
  readonly from: string;
  /** One after the other. */
  readonly path: readonly string[];
}

/** What brings the addons to the versions that belong to the file's minor version: newer ones. */
export function newerAddonSteps(aws: Aws, output: Synthesized, running: Running): Promise<Step[]> {
  return addonSteps(aws, output, running, ({ version }, offered, asked) => {
    const newest = asked ?? offered.at(-1);
    return newest && compareAddonVersions(newest, version) > 0 ? newest : undefined;
  });
}

/** What takes those addons back that EKS does not have for the file's older minor version. */
export function olderAddonSteps(aws: Aws, output: Synthesized, running: Running): Promise<Step[]> {
  return addonSteps(aws, output, running, ({ version }, offered, asked) => {
    if (asked !== undefined || offered.includes(version)) return asked;
    return offered.findLast((one) => compareAddonVersions(one, version) < 0);
  });
}

async function addonSteps(
  aws: Aws,
  output: Synthesized,
  { addons }: Running,
  choose: (addon: Part, offered: readonly string[], asked?: string) => string | undefined,
): Promise<Step[]> {
  const { name, region, kubernetes } = output.config;
  const changes: Change[] = [];
  for (const addon of addons) {
    const offered = await addonVersions(aws, addon.name, kubernetes);
    const to = choose(addon, offered, askedVersion(output, addon.name));
    if (to === undefined || to === addon.version) continue;
    const { version: from } = addon;
    changes.push({ name: addon.name, from, path: addonPath(addon.name, { from, to, offered }) });
  }
  if (changes.length === 0) return [];
  // A file without an addon's version keeps the one that runs, so each is asked for by name.
  const calls = changes.flatMap(({ name: addon, path }) =>
    path.map((version) => [
      'update',
      'addon',
      '--cluster',
      name,
      '--region',
      region,
      '--name',
      addon,
      '--version',
      version,
      '--wait',
    ]),
  );
  return [
    {
      what: `The addons: ${changes.map(({ name: addon, from, path }) => [`${addon} ${from}`, ...path].join(' to ')).join(', ')}`,
      commands: calls.map((args) => commandLine('eksctl', args)),
      run: async () => {
        for (const args of calls) await show('eksctl', args, { cluster: name });
      },
    },
  ];
}

// A word for a version, such as latest, leaves it to the choice.
function askedVersion({ clusterConfig }: Synthesized, addon: string): string | undefined {
  const version = clusterConfig?.object.addons?.find(({ name }) => name === addon)?.version;
  return /^v?\d/.test(String(version)) ? String(version) : undefined;
}
