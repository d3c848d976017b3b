import { findBinary, findFiles } from './binaries.ts';
import { ControlPlaneError, type ControlPlane } from './control-plane.ts';

export { serveArtifact, type Artifact, type ArtifactOptions } from './artifact.ts';

const NAME = 'kustomize-controller';
const ESTABLISHED = '--for=condition=Established';

export interface KustomizeControllerOptions {
  /** The namespace that it takes for its own. */
  namespace?: string;
  /** How soon it looks again at a Kustomization that waits for another. */
  requeueDependency?: string;
  flags?: string[];
}

/**
 * Installs Flux's custom resource definitions and starts its kustomize-controller; as in Flux's
 * own installation it watches every namespace and may do everything. Its log is under its name.
 */
export async function startKustomizeController(
  controlPlane: ControlPlane,
  options: KustomizeControllerOptions = {},
): Promise<void> {
  const { namespace = 'flux-system', requeueDependency = '2s', flags = [] } = options;
  const { kubeconfig, kubectl } = controlPlane;
  const binary = await findBinary(NAME, NAME);
  const definitions = findFiles(NAME, 'crds');
  await succeed(kubectl(['apply', '--server-side', '-f', definitions]));
  await succeed(kubectl(['wait', ESTABLISHED, '--timeout=30s', '-f', definitions]));
  controlPlane.run(
    NAME,
    binary,
    [
      '--metrics-addr=0',
      '--health-addr=0',
      '--watch-all-namespaces=true',
      '--no-remote-bases=true',
      '--interval-jitter-percentage=0',
      `--requeue-dependency=${requeueDependency}`,
      ...flags,
    ],
    { KUBECONFIG: kubeconfig, RUNTIME_NAMESPACE: namespace, TMPDIR: controlPlane.folder },
  );
}

async function succeed(result: ReturnType<ControlPlane['kubectl']>): Promise<void> {
  const { code, stderr } = await result;
  if (code !== 0) throw new ControlPlaneError(`Flux's definitions: ${stderr.trim()}`);
}
