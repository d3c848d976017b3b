import {
  startControlPlane,
  type ControlPlane,
  type ControlPlaneOptions,
  type KubectlResult,
} from '../../../control-plane/control-plane.ts';
import { bringUpEks, type Eks } from '../../../control-plane/eks.ts';
import { appliedFolders } from '../../../output/kustomization.ts';
import { type Synthesized, synthesize } from '../../../synth/synthesize.ts';
import type { BuiltMinor } from '../../../tables/control-planes.ts';
import { minorOf } from '../../../tables/kubernetes.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { writeDist } from './dist.ts';

export const VERSIONS: readonly BuiltMinor[] = ['1.27', '1.36'];

/** A cluster as eksctl leaves it, with synth's output on disk and nothing of it applied. */
export interface World {
  readonly plane: ControlPlane;
  readonly eks: Eks;
  readonly synthesized: Synthesized;
  /** The folder that holds dist/. */
  readonly root: string;
  /** The cluster's own folder in it. */
  readonly folder: string;
  /** The folders that one kubectl apply takes, as its arguments. */
  readonly everything: readonly string[];
  /** kubectl in the cluster's folder below dist/. */
  kubectl(args: readonly string[], input?: string): Promise<KubectlResult>;
  /** The same, whatever it prints, as long as it succeeds. */
  ok(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a control plane and makes it what eksctl leaves behind for a cluster file with some keys set. */
export async function startWorld(
  version: BuiltMinor,
  overrides: Overrides = {},
  options: Partial<ControlPlaneOptions> = {},
): Promise<World> {
  const synthesized = synthesizedFor(version, overrides);
  const plane = await startControlPlane({ version, ...options });
  try {
    const eks = await bringUpEks(plane, synthesized);
    const folder = writeDist(synthesized, plane.folder);
    const kubectl: World['kubectl'] = (args, input) =>
      plane.kubectl([...args], { cwd: folder, input });
    return {
      plane,
      eks,
      synthesized,
      root: plane.folder,
      folder,
      everything: appliedFolders(synthesized.files).flatMap((path) => ['-f', path]),
      kubectl,
      ok: async (...args) => {
        const { code, stdout, stderr } = await kubectl(args);
        if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
        return stdout;
      },
      stop: async () => {
        await eks.stop();
        await plane.stop();
      },
    };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

/** The output of a cluster file for a minor; EKS no longer sells the oldest, so its manifests alone. */
export function synthesizedFor(version: BuiltMinor, overrides: Overrides): Synthesized {
  const own = { kubernetes: version, manifestsOnly: version === '1.27' };
  const config = configOf({ ...own, ...overrides });
  const { controller } = config.ingress;
  const lacksRelease =
    controller === 'ingress-nginx' && minorOf(config.kubernetes).ingressNginx === undefined;
  // The retired controller was tested up to this minor; its manifests go to the newest control plane all the same.
  return synthesize(lacksRelease ? configOf({ ...own, ...overrides, kubernetes: '1.35' }) : config);
}
