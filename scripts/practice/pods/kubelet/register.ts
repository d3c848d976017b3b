import { at, fields, list } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import { type LiveNode, readAll } from '../../../shared/live-objects.ts';

const HOST = { type: 'ExternalDNS', address: 'localhost' };

/** What an API server must be told, so that it looks for kubelets where practice serves them. */
export const KUBELET_FLAGS = [`--kubelet-preferred-address-types=${HOST.type}`];

/** Writes into every node where its kubelet answers; also into those that have come since. */
export async function registerKubelet(api: ApiRequest, port: number): Promise<void> {
  for (const node of await readAll<LiveNode>(api, '/api/v1/nodes')) {
    const addresses = list(at(node, 'status', 'addresses'));
    const isThere = addresses.some((one) => fields(one).type === HOST.type);
    const given = at(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port');
    if (isThere && given === port) continue;
    await api('PATCH', `/api/v1/nodes/${node.metadata.name}/status`, {
      status: {
        addresses: [...addresses.filter((one) => fields(one).type !== HOST.type), HOST],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
      },
    });
  }
}
