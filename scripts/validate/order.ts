import { posix } from 'node:path';
import type { Order, Subject } from '../../checks/check.ts';
import type { Located } from '../../checks/located.ts';
import { at, list, text } from '../../checks/values.ts';
import type { Parsed } from './parse.ts';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** A folder that Flux applies as one, after others. */
interface FluxFolder {
  readonly name: string;
  readonly path: string;
  readonly after: readonly string[];
}

/** The order in which Flux and Argo CD apply objects, where they say that they do; both apply namespaces first. */
export function orderFrom(
  tools: readonly Parsed[],
  manifests: readonly Parsed[],
): Subject['orderOf'] {
  const folders = tools.flatMap(fluxFolder);
  const paths = manifests.flatMap(argoPaths);
  return (namespace, object) =>
    orderInFlux(folders, namespace, object) ?? orderInArgo(paths, namespace, object);
}

function fluxFolder({ value }: Parsed): FluxFolder[] {
  const group = text(value.apiVersion)?.split('/')[0];
  const name = text(at(value, 'metadata', 'name'));
  const path = folderOf(at(value, 'spec', 'path'));
  if (group !== 'kustomize.toolkit.fluxcd.io' || name === undefined || path === '') return [];
  const after = list(at(value, 'spec', 'dependsOn')).flatMap((one) => text(at(one, 'name')) ?? []);
  return [{ name, path, after }];
}

function orderInFlux(
  folders: readonly FluxFolder[],
  namespace: Located,
  object: Located,
): Order | undefined {
  const [first, second] = [namespace, object].map((one) =>
    folders
      .filter(({ path }) => isBelow(path, one))
      .sort((a, b) => b.path.length - a.path.length)
      .at(0),
  );
  if (!first || !second) return undefined;
  return {
    by: 'Flux',
    isLate: isAfter(folders, first, second),
    fix: `let the Kustomization ${second.name} depend on ${first.name}, and not the other way round`,
  };
}

function isAfter(folders: readonly FluxFolder[], one: FluxFolder, other: FluxFolder): boolean {
  const seen = new Set<string>();
  const waiting = [...one.after];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === other.name) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...folders.filter((each) => each.name === name).flatMap(({ after }) => after));
  }
  return false;
}

function argoPaths({ value }: Parsed): string[] {
  if (text(value.apiVersion)?.split('/')[0] !== 'argoproj.io') return [];
  const spec = value.kind === 'ApplicationSet' ? at(value, 'spec', 'template', 'spec') : value.spec;
  const sources = [at(spec, 'source'), ...list(at(spec, 'sources'))];
  return sources.map((source) => folderOf(at(source, 'path'))).filter((path) => path !== '');
}

function orderInArgo(
  paths: readonly string[],
  namespace: Located,
  object: Located,
): Order | undefined {
  const both = [namespace, object];
  const waves = both.map(waveOf);
  const isApplied = both.every((one) => paths.some((path) => isBelow(path, one)));
  if (!isApplied && waves.every((wave) => wave === undefined)) return undefined;
  const [first = 0, second = 0] = waves;
  return {
    by: 'Argo CD',
    isLate: first > second,
    fix: `give the Namespace a sync wave of ${second} or less`,
  };
}

function waveOf({ object }: Located): number | undefined {
  const wave = Number(text(at(object, 'metadata', 'annotations', WAVE)));
  return Number.isInteger(wave) ? wave : undefined;
}

// Nobody knows where the repository begins, so that a path may begin anywhere in a file's.
function isBelow(path: string, { file }: Located): boolean {
  return `/${posix.dirname(file.path.replaceAll('\\', '/'))}/`.includes(`/${path}/`);
}

function folderOf(path: unknown): string {
  const folder = posix.normalize(text(path) ?? '.').replaceAll(/^(?:\.?\/)+|\/$/g, '');
  return folder === '.' ? '' : folder;
}
