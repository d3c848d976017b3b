import type { Aws } from '../clients.ts';
import type { Kubectl } from '../kubectl.ts';
import { foldersByHand } from '../../charts/flux/by-flux.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine } from '../programs/call.ts';
import { secretOf } from '../../synth/prerequisites.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { withApi } from './reach.ts';

/** What applies a cluster's folders in their order, with the Secrets that a person would make by hand. */
export function applySteps(aws: Aws, synthesized: Synthesized, dist: string): Step[] {
  const { config, files, prerequisites } = synthesized;
  const steps = foldersByHand(config.flux, files).map((folder): Step => {
    const args = ['apply', '-f', `${dist}/${folder}`];
    return {
      what: `Apply ${folder}`,
      commands: [commandLine('kubectl', args)],
      run: () => withApi(aws, config, (kubectl) => kubectl.show(args)),
    };
  });
  if (prerequisites.length === 0) return steps;
  // Before the apps, their namespace; then their databases never wait for what isn't there.
  return [
    {
      what: `Make ${prerequisites.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', ')} with a random value, if it does not exist`,
      run: () => withApi(aws, config, (kubectl) => createSecrets(kubectl, synthesized)),
    },
    ...steps,
  ];
}

/** Makes the Secrets that the manifests rely on, each only where it is missing; their values are never shown. */
export async function createSecrets(
  kubectl: Kubectl,
  { files, prerequisites }: Synthesized,
): Promise<void> {
  const objects = files.flatMap((file) => file.objects);
  for (const prerequisite of prerequisites) {
    const { name, namespace } = prerequisite;
    const known = await kubectl.text([
      '-n',
      namespace,
      'get',
      'secret',
      name,
      '--ignore-not-found',
      '-o',
      'name',
    ]);
    if (known.trim() !== '') {
      console.log(`Secret ${namespace}/${name} exists already, and is not changed`);
      continue;
    }
    const space = objects.find(
      ({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace,
    );
    const made: KubeObject[] = [...(space ? [space] : []), secretOf(prerequisite)];
    for (const object of made) {
      // By standard input: what is on a command line can be seen by others.
      await kubectl.text(['apply', '-f', '-'], JSON.stringify(object));
      console.log(`${identityOf(object)}: applied`);
    }
  }
}
