import {
  startControlPlane,
  type ControlPlane,
  type ControlPlaneOptions,
  type KubectlResult,
} from '../../../control-plane/control-plane.ts';
import { bringUpEks, type Eks } from '../../../control-plane/eks.ts';
import { appliedFolders } from '../../../output/kustomization.ts';
import { type Synthesized, synthesize } from '../../../synth/synthesize.ts';
import { eksSupport, type KubernetesVersion } from '../../../tables/kubernetes.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { writeDist } from './dist.ts';
import { ingressNginxVersions } from '../../../tables/ingress-releases.ts';

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
  version: KubernetesVersion,
  overrides: Overrides = {},
  options: Partial<ControlPlaneOptions> = {},
  begin: (plane: ControlPlane) => Promise<void> = async () => {},
): Promise<World> {
  const synthesized = synthesizedFor(version, overrides);
  const plane = await startControlPlane({ version, ...options });
  try {
    await begin(plane);
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

/**
 * The output of a cluster file for a minor version. The retired ingress-nginx was tested up to the one that the options
 * name; its manifests go to the newest control plane all the same.
 */
export function synthesizedFor(version: KubernetesVersion, overrides: Overrides): Synthesized {
  const own = { support: eksSupport(version), ...overrides };
  const { ingress } = configOf(own);
  const isTested = ingress.controller !== 'ingress-nginx' || ingressNginxVersions.includes(version);
  return synthesize(configOf(isTested ? { ...own, kubernetes: version } : own));
}
