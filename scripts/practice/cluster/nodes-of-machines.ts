import { at } from '../../../checks/values.ts';
import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { csiNode } from '../../../control-plane/eks-objects.ts';
import { drainNode } from '../../shared/drain-node.ts';
import type { Machine } from './machines.ts';

// EKS waits for 15 minutes; nobody practises that.
const LONGEST_DRAIN_SECONDS = 5;

/** A cluster's nodes, as its machines come and go. */
export class NodesOfMachines {
  /** By their machine's id. */
  private readonly names = new Map<string, string>();
  private readonly leaving = new Map<string, Promise<void>>();

  constructor(private readonly plane: ControlPlane) {}

  /** Lets each new machine join, and each that is gone leave: drained first, then removed. */
  async follow(machines: readonly Machine[], hasVolumes: boolean): Promise<void> {
    // One whose name an older node still has joins once that one is gone.
    const taken = new Set(this.names.values());
    const joining = machines.filter(({ id, node }) => !this.names.has(id) && !taken.has(node.name));
    for (const machine of joining) await this.join(machine);
    if (hasVolumes) await this.giveVolumes(machines);
    const ids = new Set(machines.map(({ id }) => id));
    for (const [id, name] of this.names) if (!ids.has(id)) this.leave(id, name);
  }

  private async join({ id, node }: Machine): Promise<void> {
    const path = `/api/v1/nodes/${node.name}`;
    try {
      await this.plane.addNodes([node]);
    } catch (error) {
      // It may have joined before it got ready too late.
      const { body } = await this.plane.api('GET', path);
      if (at(body, 'spec', 'providerID') !== node.providerID) throw error;
    }
    this.names.set(id, node.name);
  }

  private leave(id: string, name: string): void {
    if (this.leaving.has(id)) return;
    const left = this.remove(name)
      .then(() => void this.names.delete(id))
      // The next round tries again.
      .catch(() => {})
      .finally(() => this.leaving.delete(id));
    this.leaving.set(id, left);
  }

  private async remove(name: string): Promise<void> {
    const { plane } = this;
    await drainNode(plane, name, LONGEST_DRAIN_SECONDS);
    await plane.kubectl(['delete', 'node', name, '--ignore-not-found']);
    // Nobody ends what no drain evicts: it ran on the machine.
    const left = ['--all-namespaces', `--field-selector=spec.nodeName=${name}`];
    await plane.kubectl(['delete', 'pods', ...left, '--force', '--grace-period=0']);
  }

  private async giveVolumes(machines: readonly Machine[]): Promise<void> {
    const { api } = this.plane;
    for (const { node } of machines) {
      const path = '/apis/storage.k8s.io/v1/csinodes';
      if ((await api('GET', `${path}/${node.name}`)).status !== 404) continue;
      const { status, body } = await api('GET', `/api/v1/nodes/${node.name}`);
      if (status !== 200) continue;
      await api('POST', path, csiNode(node, (body as { metadata: { uid: string } }).metadata.uid));
    }
  }
}
