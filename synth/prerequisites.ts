import { randomBytes } from 'node:crypto';
import { ControlPlaneError, type ControlPlane } from '../control-plane/control-plane.ts';
import { identityOf, type KubeObject, type Prerequisite } from '../output/manifest.ts';
import type { Synthesized } from './synthesize.ts';

/** Creates what a person creates by a command of their own; the values are random and live as long as the rehearsal. */
export async function createPrerequisites(
  { kubectl }: ControlPlane,
  { files, prerequisites }: Synthesized,
): Promise<string[]> {
  const objects = files.flatMap((file) => file.objects);
  const made: string[] = [];
  for (const prerequisite of prerequisites) {
    const namespace = objects.find(
      ({ kind, metadata }) => kind === 'Namespace' && metadata.name === prerequisite.namespace,
    );
    const secret = secretOf(prerequisite);
    for (const object of namespace ? [namespace, secret] : [secret]) {
      const { code, stderr } = await kubectl(['apply', '-f', '-'], {
        input: JSON.stringify(object),
      });
      if (code !== 0) throw new ControlPlaneError(`${identityOf(object)} was refused: ${stderr}`);
    }
    made.push(identityOf(secret));
  }
  return made;
}

/** The Secret that a person would make, with random values. */
export function secretOf({ kind, name, namespace, keys }: Prerequisite): KubeObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace },
    stringData: Object.fromEntries(keys.map((key) => [key, randomBytes(16).toString('hex')])),
  };
}
