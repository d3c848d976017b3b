import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Rehearsal } from './rehearsal.ts';

/** Where a rehearsal that stays can be reached. */
export interface Place {
  readonly kubeconfig: string;
  /** The folder that holds what synth would write. */
  readonly manifests: string;
  /** A kubectl of the rehearsed version. */
  readonly kubectl: string;
}

/** The lines by which a person looks around in a rehearsal that stays. */
export function lookAround(
  { scaleDown }: Pick<Rehearsal, 'scaleDown'>,
  { kubeconfig, manifests, kubectl }: Place,
): string {
  const as = `KUBECONFIG=${kubeconfig}`;
  const command = `${as} ${isOnPath('kubectl') ? 'kubectl' : kubectl}`;
  const spare = scaleDown.find(({ blockers }) => blockers.length === 0) ?? scaleDown.at(-1);
  const exercises = join(manifests, 'exercises');
  return [
    'Look around, from another terminal:',
    `  ${command} get pods -A -o wide`,
    `  ${command} drain ${spare?.node ?? 'NODE'} --ignore-daemonsets --delete-emptydir-data --force`,
    ...(existsSync(exercises)
      ? [`  ${command} apply -f ${join(exercises, '4-service-nodeport.k8s.yaml')}`]
      : []),
    `  ${as} k9s`,
    'Containers are simulated: there are no logs, no exec and no port-forward.',
    'Ctrl-C ends it, and deletes everything.',
  ].join('\n');
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}
