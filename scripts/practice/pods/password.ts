import { createHmac } from 'node:crypto';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';

/** The password for the first login to the Jenkins of a namespace: another one in each cluster, and always the same there. */
export async function jenkinsPassword(api: ApiRequest, namespace: string): Promise<string> {
  const { body } = await api('GET', '/api/v1/namespaces/kube-system');
  const { uid = '' } = (body as { metadata?: { uid?: string } }).metadata ?? {};
  return createHmac('sha256', uid).update(`jenkins ${namespace}`).digest('hex').slice(0, 32);
}
