import type { Kubectl } from './kubectl.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** One of Flux's Kustomizations. */
export interface Kustomization {
  readonly namespace: string;
  readonly name: string;
  readonly suspended: boolean;
}

const KIND = 'kustomizations.kustomize.toolkit.fluxcd.io';
// What bootstrap makes applies the others, and would undo a change of theirs: it is the first to be told.
const BOOTSTRAP = 'flux-system';

/** Flux's Kustomizations, the one that applies the others first; none where the cluster has no Flux. */
export async function kustomizationsOf(kubectl: Kubectl): Promise<Kustomization[]> {
  const { code, stdout, stderr } = await kubectl.capture(['get', KIND, '-A', '-o', 'json']);
  if (code !== 0) {
    if (
      /the server doesn't have a resource type|could not find the requested resource/i.test(stderr)
    ) {
      return [];
    }
    throw new UsageError(`Flux's Kustomizations can't be read: ${stderr.trim()}`);
  }
  const { items = [] } = (stdout.trim() === '' ? {} : JSON.parse(stdout)) as {
    items?: { metadata: { name: string; namespace: string }; spec?: { suspend?: boolean } }[];
  };
  const rank = ({ name }: Kustomization) => (name === BOOTSTRAP ? 0 : 1);
  return items
    .map(({ metadata: { name, namespace }, spec }) => ({
      name,
      namespace,
      suspended: spec?.suspend === true,
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** The call that lets Flux leave what a Kustomization applied alone, or look after it again. */
export function suspendArguments({ namespace, name }: Kustomization, suspend: boolean): string[] {
  const patch = JSON.stringify({ spec: { suspend } });
  return ['-n', namespace, 'patch', KIND, name, '--type=merge', '-p', patch];
}
