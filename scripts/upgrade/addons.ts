import type { Aws } from '../../aws/clients.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { olderAddons, type Running } from './running.ts';

/** What brings the addons to the versions that belong to the file's minor. */
export async function addonSteps(
  aws: Aws,
  { config, clusterConfig }: Synthesized,
  { addons }: Running,
): Promise<Step[]> {
  const { name, region, kubernetes: target } = config;
  const wanted = new Map(
    (clusterConfig?.object.addons ?? []).flatMap(({ name: addon, version }): [string, string][] =>
      version === undefined ? [] : [[String(addon), String(version)]],
    ),
  );
  const older = await olderAddons(aws, addons, target, wanted);
  if (older.length === 0) return [];
  // A file without an addon's version keeps the one that runs, so each is asked for by name.
  const calls = older.map((addon) => [
    'update',
    'addon',
    '--cluster',
    name,
    '--region',
    region,
    '--name',
    addon.name,
    '--version',
    wanted.get(addon.name) ?? 'latest',
    '--wait',
  ]);
  return [
    {
      what: `The addons: ${older.map((addon) => `${addon.name} ${addon.from} to ${addon.to}`).join(', ')}`,
      commands: calls.map((args) => commandLine('eksctl', args)),
      run: async () => {
        for (const args of calls) await show('eksctl', args, { cluster: name });
      },
    },
  ];
}
