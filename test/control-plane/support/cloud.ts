import { setTimeout as sleep } from 'node:timers/promises';
import { at, list } from '../../../checks/values.ts';
import { type LiveObject, readAll } from '../../../scripts/shared/live-objects.ts';
import type { World } from './world.ts';

const NETWORKING = '/apis/networking.k8s.io/v1';
const INGRESS = 'nginx-ingress';
const PAUSE_MS = 200;
const BALANCER = 'a1b2c3d4e5f60718293a4b5c6d7e8f90-0123456789abcdef.elb.us-west-2.amazonaws.com';

/** Stands in for what EKS's cloud provider and the ingress controller write: the addresses of load balancers. */
export class Cloud {
  private ended = false;
  private readonly work: Promise<void>;

  constructor(private readonly world: World) {
    this.work = this.run();
  }

  async stop(): Promise<void> {
    this.ended = true;
    await this.work;
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      const services = await this.read('/api/v1/services');
      const balanced = services.filter((service) => at(service, 'spec', 'type') === 'LoadBalancer');
      for (const service of balanced) await this.give('/api/v1', 'services', service);
      // A controller gives an Ingress the address of its own Service.
      if (balanced.some(({ metadata }) => metadata.namespace === INGRESS)) {
        for (const one of await this.read(`${NETWORKING}/ingresses`)) {
          await this.give(NETWORKING, 'ingresses', one);
        }
      }
      await sleep(PAUSE_MS);
    }
  }

  private read(path: string): Promise<LiveObject[]> {
    return readAll<LiveObject>(this.world.plane.api, path);
  }

  private async give(group: string, kind: string, object: LiveObject): Promise<void> {
    if (list(at(object, 'status', 'loadBalancer', 'ingress')).length > 0) return;
    const { metadata } = object;
    const path = `${group}/namespaces/${metadata.namespace}/${kind}/${metadata.name}/status`;
    await this.world.plane.api('PATCH', path, {
      status: { loadBalancer: { ingress: [{ hostname: BALANCER }] } },
    });
  }
}
