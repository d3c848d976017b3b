import type { Kubectl } from '../../../control-plane/control-plane.ts';
import type { World } from './world.ts';

/** kubectl as a ServiceAccount, by a token that the API server has given for it. */
export async function serviceAccount(
  { plane, ok }: World,
  namespace: string,
  name: string,
): Promise<Kubectl> {
  const token = (await ok('create', 'token', name, '-n', namespace)).trim();
  return plane.kubectlAs(`${namespace}-${name}`, token);
}
