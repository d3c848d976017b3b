import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { EBS_ADDON, objectsOfAddon } from '../../../control-plane/eks-objects.ts';
import { VolumeProvisioner } from '../../../control-plane/volumes.ts';

/** What the addons of a cluster run on it. */
export class Addons {
  private readonly present = new Set<string>();
  private provisioner: VolumeProvisioner | undefined;

  constructor(private readonly plane: ControlPlane) {}

  /** Whether a cluster's nodes can have volumes. */
  get hasVolumes(): boolean {
    return this.present.has(EBS_ADDON);
  }

  /** Brings what is missing, and takes away what is no longer wished. */
  async follow(wished: readonly string[]): Promise<void> {
    for (const addon of wished) if (!this.present.has(addon)) await this.bring(addon);
    for (const addon of this.present) if (!wished.includes(addon)) await this.remove(addon);
  }

  async stop(): Promise<void> {
    await this.provisioner?.stop();
  }

  private async bring(addon: string): Promise<void> {
    await this.call(['apply', '--server-side', '--force-conflicts', '-f', '-'], addon);
    if (addon === EBS_ADDON) this.provisioner = new VolumeProvisioner(this.plane.api);
    this.present.add(addon);
  }

  private async remove(addon: string): Promise<void> {
    await this.call(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], addon);
    if (addon === EBS_ADDON) await this.provisioner?.stop();
    this.present.delete(addon);
  }

  private async call(args: string[], addon: string): Promise<void> {
    const items = objectsOfAddon(addon);
    if (items.length === 0) return;
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { code, stderr } = await this.plane.kubectl(args, { input });
    if (code !== 0) throw new Error(`the addon ${addon}: ${stderr.trim()}`);
  }
}
