import type { Aws } from '../clients.ts';
import type { Kubectl } from '../kubectl.ts';
import { isByFlux } from '../../charts/flux/by-flux.ts';
import { append } from '../../checks/index-of.ts';
import { folderOf } from '../../output/kustomization.ts';
import type { Step } from '../../terminal/plan.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { unreached, withApi } from './reach.ts';

const LONGEST = '--timeout=10m';

/** Waits until everything that was applied runs. */
export function rolloutStep(aws: Aws, synthesized: Synthesized): Step | undefined {
  if (rolloutCalls(synthesized).length === 0) return undefined;
  return {
    what: 'Wait until all of it runs',
    run: () => withApi(aws, synthesized.config, (kubectl) => untilAllRuns(kubectl, synthesized)),
  };
}

/** Waits until everything that files have runs; says which pods don't where that takes too long. */
export async function untilAllRuns(kubectl: Kubectl, synthesized: Synthesized): Promise<void> {
  for (const args of rolloutCalls(synthesized)) {
    await waitOrExplain(kubectl, synthesized.config.name, args);
  }
}

/** The calls that wait for what up applies: kubectl waits for many Deployments at once, and for one of the others. */
export function rolloutCalls({ config, files }: Synthesized): string[][] {
  const objects = files
    .filter((file) => !file.alternative && !isByFlux(config.flux, folderOf(file)))
    .flatMap((file) => file.objects);
  const namesIn = (kind: string) => {
    const spaces = new Map<string, string[]>();
    for (const object of objects.filter((one) => one.kind === kind)) {
      const { namespace = 'default', name } = object.metadata;
      append(spaces, namespace, `${kind.toLowerCase()}/${name}`);
    }
    return [...spaces];
  };
  return [
    ...namesIn('Deployment').map(([namespace, names]) => [
      '-n',
      namespace,
      'wait',
      '--for=condition=Available',
      ...names,
      LONGEST,
    ]),
    ...['StatefulSet', 'DaemonSet']
      .flatMap(namesIn)
      .flatMap(([namespace, names]) =>
        names.map((name) => ['-n', namespace, 'rollout', 'status', name, LONGEST]),
      ),
    ...namesIn('Pod').map(([namespace, names]) => [
      '-n',
      namespace,
      'wait',
      '--for=condition=Ready',
      ...names,
      LONGEST,
    ]),
  ];
}

async function waitOrExplain(
  kubectl: Kubectl,
  cluster: string,
  args: readonly string[],
): Promise<void> {
  try {
    await kubectl.show(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const refusal = await kubectl.refusal();
    if (refusal) throw unreached(cluster, refusal);
    const [, namespace = ''] = args;
    await kubectl.show(['-n', namespace, 'get', 'pods']);
    throw new UsageError(
      `not everything runs in the namespace ${namespace}`,
      `see what a pod waits for: kubectl -n ${namespace} describe pods`,
    );
  }
}
