import type { Kubectl } from '../../aws/kubectl.ts';
import { waitFor } from '../../aws/wait.ts';
import { kustomizationsOf, suspendArguments } from '../../aws/flux.ts';
import type { Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';

const LONGEST_MS = 3 * 60_000;

interface KubernetesObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: { readonly type?: string };
}

/** An object that made a load balancer. */
interface Entrance {
  readonly kind: 'ingress' | 'service';
  readonly namespace: string;
  readonly name: string;
}

/** What is done by Kubernetes while it answers: Flux is stopped, and its load balancers go the way they came. */
export async function withinSteps(
  kubectl: Kubectl,
  remaining: () => Promise<number>,
): Promise<Step[]> {
  const kustomizations = (await kustomizationsOf(kubectl)).filter(({ suspended }) => !suspended);
  const entrances = await entrancesOf(kubectl);
  return [
    ...(kustomizations.length > 0
      ? [
          {
            what: 'Suspend Flux, which would bring back what is deleted',
            commands: kustomizations.map((one) =>
              commandLine('kubectl', suspendArguments(one, true)),
            ),
            run: async () => {
              for (const one of kustomizations) await kubectl.show(suspendArguments(one, true));
            },
          },
        ]
      : []),
    ...(entrances.length > 0
      ? [
          {
            what: 'Delete the Ingresses and the Services of type LoadBalancer, and wait until their load balancers are gone',
            commands: entrances.map((one) => commandLine('kubectl', deleteArguments(one))),
            run: async () => {
              for (const one of entrances) await kubectl.show(deleteArguments(one));
              await untilGone(remaining);
            },
          },
        ]
      : []),
  ];
}

async function entrancesOf(kubectl: Kubectl): Promise<Entrance[]> {
  const list = async (kind: Entrance['kind']) =>
    (await kubectl.json<{ items: KubernetesObject[] }>(['get', kind, '-A'])).items.filter(
      ({ spec }) => kind === 'ingress' || spec?.type === 'LoadBalancer',
    );
  // An Ingress's controller may itself be reached by a Service: the Ingresses go first.
  const [ingresses, services] = [await list('ingress'), await list('service')];
  return [
    ...ingresses.map(({ metadata: { namespace, name } }) => ({
      kind: 'ingress' as const,
      namespace,
      name,
    })),
    ...services.map(({ metadata: { namespace, name } }) => ({
      kind: 'service' as const,
      namespace,
      name,
    })),
  ];
}

// Without its controller an object's finalizer would never go: what AWS still has is deleted there afterwards.
function deleteArguments({ kind, namespace, name }: Entrance): string[] {
  return ['-n', namespace, 'delete', kind, name, '--ignore-not-found', '--wait=false'];
}

async function untilGone(remaining: () => Promise<number>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  const left = await waitFor({
    what: 'the load balancers to be gone',
    ask: remaining,
    isThere: (count) => count === 0 || Date.now() > deadline,
    words: (count) => `${count} load balancers left`,
    longestMs: 2 * LONGEST_MS,
  });
  if (left > 0) console.log('Kubernetes has not deleted all of them: the next step does.');
}
