import { findBinary } from '../../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../../control-plane/control-plane.ts';
import { bringUpEks, type Eks } from '../../control-plane/eks.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { minorInWords } from './choice.ts';
import { controlPlaneParts, ensureBuilt } from '../shared/ensure-built.ts';
import { LiveLine } from '../shared/live-line.ts';
import { lookAround } from './look-around.ts';
import { writeManifests } from './manifests.ts';
import { isFine, rehearse, type Rehearsal } from './rehearsal.ts';
import { report } from './report.ts';
import { reportJson } from './report-json.ts';
import { untilBroken } from './until-broken.ts';

export interface StageOptions {
  readonly synthesized: Synthesized;
  readonly minor: KubernetesVersion;
  /** Whether the user named the minor. */
  readonly minorAsked: boolean;
  readonly nodes: number;
  readonly once: boolean;
  readonly json: boolean;
}

/** Where one rehearsal plays, from the building of the control plane to its end. */
export class Stage {
  /** Whether the report was given and the rehearsal stays for its user. */
  isOpen = false;
  private plane: ControlPlane | undefined;
  private eks: Eks | undefined;
  private readonly progress = new LiveLine();
  // Parts of a control plane don't hold this process open, and it would end with 0 in the middle of a wait.
  private readonly hold = setInterval(() => {}, 60_000);

  constructor(private readonly options: StageOptions) {}

  /** Rehearses, and answers with the exit code; stays for ever unless it is for once. */
  async play(): Promise<number> {
    const { options, progress } = this;
    const { synthesized, minor, nodes } = options;
    const { config } = synthesized;
    progress.line(`${config.name}: ${minorInWords(config.kubernetes, minor, options.minorAsked)}`);
    if (config.manifestsOnly) {
      progress.line('manifestsOnly: only the manifests are rehearsed, there is no ClusterConfig');
    }
    await ensureBuilt(controlPlaneParts(minor), progress);
    const plane = await progress.step('starting the control plane', () =>
      startControlPlane({ version: minor }),
    );
    this.plane = plane;
    this.eks = await progress.step(
      `bringing up ${nodes} × ${config.nodes.instanceType} and what EKS runs on them`,
      () => bringUpEks(plane, synthesized, { nodes }),
    );
    const folder = writeManifests(synthesized, plane.folder);
    const how = { drain: options.once };
    const rehearsal = await rehearse(plane, synthesized, folder, how, progress);
    return options.once ? this.finish(rehearsal) : this.stay(plane, rehearsal, folder);
  }

  /** Takes everything away. */
  async end(): Promise<void> {
    this.progress.clear();
    await this.eks?.stop();
    await this.plane?.stop();
    clearInterval(this.hold);
  }

  private finish(rehearsal: Rehearsal): number {
    console.log(this.options.json ? reportJson(rehearsal) : report(rehearsal));
    return isFine(rehearsal) ? 0 : 1;
  }

  private async stay(plane: ControlPlane, rehearsal: Rehearsal, folder: string): Promise<never> {
    const { kubeconfig, version } = plane;
    const place = { kubeconfig, manifests: folder, kubectl: await findBinary(version, 'kubectl') };
    console.log(
      this.options.json
        ? reportJson(rehearsal, place)
        : `${report(rehearsal)}\n\n${lookAround(rehearsal, place)}`,
    );
    this.isOpen = true;
    return untilBroken(plane);
  }
}
