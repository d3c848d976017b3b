import type { KubeObject, OutputFile } from '../../output/manifest.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, type Overrides } from './configs.ts';
import { stockOf } from './stock.ts';

/** Containers as the tests look at them. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly { name: string; value?: string; valueFrom?: unknown }[];
  readonly ports?: readonly { name?: string; containerPort: number }[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly securityContext?: Readonly<Record<string, unknown>>;
}

/** A pod, bare or of a template. */
export interface Pod {
  readonly owner: KubeObject;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
}

/** Every object of a cluster with some keys set, without the exercises' variants and a user's own charts. */
export function objectsOf(overrides: Overrides = {}): KubeObject[] {
  const { files } = stockOf(synthesize(configOf(overrides)));
  return files.filter(({ alternative }) => !alternative).flatMap(({ objects }) => [...objects]);
}

/** The objects of one file. */
export function fileOf(path: string, overrides: Overrides = {}): OutputFile {
  const file = synthesize(configOf(overrides)).files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no file ${path}`);
  return file;
}

/** The one object of a kind and name. */
export function find<T = KubeObject>(
  objects: readonly KubeObject[],
  kind: string,
  name: string,
): T {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return found[0] as unknown as T;
}

/** Every pod that the objects make. */
export function podsOf(objects: readonly KubeObject[]): Pod[] {
  return objects.flatMap((owner) => {
    const spec = owner.spec as { template?: KubeObject; containers?: Container[] } | undefined;
    const pod = owner.kind === 'Pod' ? owner : spec?.template;
    const { containers } = (pod?.spec ?? {}) as { containers?: Container[] };
    if (!pod || !containers) return [];
    const { labels = {} } = pod.metadata;
    return [{ owner, namespace: owner.metadata.namespace, labels, containers }];
  });
}
