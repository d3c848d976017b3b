import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../../control-plane/artifact.ts';
import { type ControlPlane, startControlPlane } from '../../../control-plane/control-plane.ts';
import { bringUpEks, type Eks } from '../../../control-plane/eks.ts';
import { serveArtifact, startKustomizeController } from '../../../control-plane/flux.ts';
import { until } from '../../../control-plane/until.ts';
import { renderTree } from '../../../synth/render-tree.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { writeTree } from '../../support/write-tree.ts';
import { newestKubernetes } from '../../../tables/kubernetes.ts';

const FLUX = 'flux-system';
const SECONDS = 90;

/** The name of every cluster here. */
export const CLUSTER = 'sock-shop';

/** Each object of a list, and the version that changes with every write to it. */
export type Versions = Readonly<Record<string, string>>;

/** A cluster with Flux, and the repository that Flux reads. */
export class FluxWorld {
  /** The repository's work tree: dist/ lies in it. */
  readonly repository = mkdtempSync(join(tmpdir(), 'flux-'));
  private readonly sources = new Map<string, Artifact>();
  private eks?: Eks;

  private constructor(readonly plane: ControlPlane) {}

  /** Starts what eksctl and `flux install` leave behind, and writes dist/ without applying any of it. */
  static async start(overrides: Overrides): Promise<FluxWorld> {
    const plane = await startControlPlane({ version: newestKubernetes });
    const world = new FluxWorld(plane);
    try {
      world.eks = await bringUpEks(plane, synthesize(await world.synth(overrides)));
      await world.ok('create', 'namespace', FLUX);
      await startKustomizeController(plane, { requeueDependency: '1s' });
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  /** Writes dist/ for a cluster file with some keys set. */
  async synth(overrides: Overrides) {
    const config = configOf({ kubernetes: newestKubernetes, ...overrides });
    await writeTree(join(this.repository, 'dist'), CLUSTER, renderTree(synthesize(config)));
    return config;
  }

  /** A path below the cluster's folder in dist/. */
  path(...parts: string[]): string {
    return join(this.repository, 'dist', CLUSTER, ...parts);
  }

  /** Plays source-controller: hands a GitRepository, made unless it is there, what the repository holds now. */
  async publish(...names: string[]): Promise<string> {
    let revision = '';
    for (const name of names) {
      const source = this.sources.get(name);
      if (source) revision = await source.update(this.repository);
      else {
        const made = await serveArtifact(this.plane, this.repository, { name });
        this.sources.set(name, made);
        revision = made.revision;
      }
    }
    return revision;
  }

  /** kubectl, whatever it prints, as long as it succeeds. */
  async ok(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.plane.kubectl(args, { cwd: this.repository });
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  /** Makes a Kustomization that points at a folder of the repository. */
  async kustomization(name: string, path: string, spec: object = {}): Promise<void> {
    const object = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: FLUX },
      spec: {
        interval: '1h',
        prune: true,
        path,
        sourceRef: { kind: 'GitRepository', name: FLUX },
        ...spec,
      },
    };
    const input = JSON.stringify(object);
    const { code, stderr } = await this.plane.kubectl(['apply', '-f', '-'], { input });
    if (code !== 0) throw new Error(stderr);
  }

  /** Waits until Kustomizations have applied a revision and what they applied is ready. */
  async applied(revision: string, ...names: string[]): Promise<void> {
    for (const name of names) {
      await this.until(name, `revision ${revision}`, async () => {
        const { status } = await this.read(name);
        return status?.lastAppliedRevision === revision && readyOf(status)?.status === 'True';
      });
    }
  }

  /** Waits until a Kustomization says that it is not ready, for a reason; answers with its message. */
  async failed(name: string, reason: string): Promise<string> {
    let message = '';
    await this.until(name, reason, async () => {
      const ready = readyOf((await this.read(name)).status);
      message = ready?.message ?? '';
      return ready?.status === 'False' && ready.reason === reason;
    });
    return message;
  }

  /** Asks for a reconciliation, as `flux reconcile kustomization` does, and waits for its end. */
  async reconcile(...names: string[]): Promise<void> {
    for (const name of names) {
      const at = new Date().toISOString();
      const annotation = `reconcile.fluxcd.io/requestedAt=${at}`;
      await this.ok('annotate', '--overwrite', '-n', FLUX, `kustomization/${name}`, annotation);
      await this.until(name, 'a reconciliation', async () => {
        const { status } = await this.read(name);
        return status?.lastHandledReconcileAt === at && readyOf(status)?.status === 'True';
      });
    }
  }

  /** What `flux suspend` and `flux resume` do to a Kustomization. */
  async suspend(name: string, suspend: boolean): Promise<void> {
    const patch = JSON.stringify({ spec: { suspend } });
    const object = ['-n', FLUX, `kustomization/${name}`, '--field-manager=flux'];
    await this.ok('patch', ...object, '--type=merge', '-p', patch);
  }

  /** The objects that a folder's files describe, as they are in the cluster. */
  async versions(...folders: string[]): Promise<Versions> {
    const files = folders.flatMap((folder) => ['-f', this.path(folder)]);
    const columns =
      'custom-columns=:kind,:metadata.namespace,:metadata.name,:metadata.resourceVersion';
    const text = await this.ok('get', ...files, '--no-headers', '-o', columns);
    return Object.fromEntries(
      text.split('\n').map((line) => {
        const [kind, namespace, name, version = ''] = line.split(/\s+/);
        return [`${kind} ${namespace}/${name}`, version];
      }),
    );
  }

  /** Every pod's name and identity. */
  async pods(): Promise<string[]> {
    const text = await this.ok(
      'get',
      'pods',
      '-A',
      '--no-headers',
      '-o',
      'custom-columns=:metadata.name,:metadata.uid',
    );
    return text.split('\n').sort();
  }

  async stop(): Promise<void> {
    await this.eks?.stop();
    for (const source of this.sources.values()) await source.close();
    await this.plane.stop();
    rmSync(this.repository, { recursive: true, force: true });
  }

  async read(name: string): Promise<Kustomization> {
    const path = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${FLUX}/kustomizations/${name}`;
    return (await this.plane.api('GET', path)).body as Kustomization;
  }

  private async until(name: string, what: string, ask: () => Promise<boolean>): Promise<void> {
    let last: Kustomization | undefined;
    const explain = () => JSON.stringify(last?.status ?? 'there is no such Kustomization');
    await until(
      `Kustomization ${name}: ${what}`,
      SECONDS,
      async () => {
        last = await this.read(name);
        return ask();
      },
      explain,
    );
  }
}

interface Kustomization {
  readonly metadata: { readonly name: string };
  readonly status?: Status;
}

interface Status {
  readonly lastAppliedRevision?: string;
  readonly lastHandledReconcileAt?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
    readonly lastTransitionTime: string;
  }[];
}

/** A Kustomization's Ready condition. */
export function readyOf(status: Status | undefined) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}
