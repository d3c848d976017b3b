import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { at, list, text } from '../../../checks/values.ts';
import { isOurs } from '../../../output/render.ts';
import type { Affixes, Input } from '../input.ts';
import { isKustomizationFile } from '../kustomization-file.ts';
import { parseText } from '../parse.ts';
import { isRemote } from './is-remote.ts';
import type { Source } from './source.ts';

interface Kustomization {
  readonly input: Input;
  readonly folder: string;
  readonly isComponent: boolean;
  /** Files and folders that it names, below the folder that all paths begin in. */
  readonly resources: readonly string[];
  readonly patches: readonly string[];
  readonly affixes: Affixes;
  /** What it names that kustomize would fetch. */
  readonly remote: readonly string[];
}

/** The kustomizations among files that no other one builds upon, and the files that are patches. */
export function kustomizationsAmong(inputs: readonly Input[]): {
  readonly sources: readonly Source[];
  readonly patches: ReadonlySet<string>;
} {
  const all = inputs
    .filter(({ file, text }) => isKustomizationFile(file) && !isOurs(text))
    .flatMap(read);
  const byFolder = new Map(all.map((one) => [one.folder, one]));
  const used = new Set(all.flatMap(({ resources }) => resources));
  const roots = all.filter(({ folder, isComponent }) => !isComponent && !used.has(folder));
  const byFile = new Map(inputs.map((input) => [input.file, input]));
  return {
    sources: roots.map((root) => sourceOf(root, byFolder, byFile)),
    patches: new Set(all.flatMap(({ patches }) => patches)),
  };
}

function read(input: Input): Kustomization[] {
  const [object] = parseText(input.file, input.text).objects;
  if (!object) return [];
  const { value } = object;
  const folder = dirname(input.file);
  const pathsIn = (...keys: string[]) =>
    keys.flatMap((key) =>
      list(value[key]).flatMap((one) => text(one) ?? text(at(one, 'path')) ?? []),
    );
  const named = pathsIn('resources', 'bases', 'components', 'crds');
  const isFetched = (path: string) => isRemote(path) && !existsSync(join(folder, path));
  const inPlace = (paths: string[]) => paths.map((path) => normalize(join(folder, path)));
  return [
    {
      input,
      folder,
      isComponent: value.kind === 'Component',
      resources: inPlace(named.filter((path) => !isFetched(path))).map((path) =>
        path.replace(/[/\\]$/, ''),
      ),
      patches: inPlace(
        pathsIn('patches', 'patchesStrategicMerge', 'patchesJson6902').filter(
          (path) => !path.includes('\n'),
        ),
      ),
      affixes: { prefixes: textsAt(value.namePrefix), suffixes: textsAt(value.nameSuffix) },
      remote: named.filter(isFetched),
    },
  ];
}

function sourceOf(
  root: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
  byFile: ReadonlyMap<string, Input>,
): Source {
  const parts = new Set<Kustomization>();
  const waiting = [root];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (parts.has(one)) continue;
    parts.add(one);
    waiting.push(...one.resources.flatMap((path) => byFolder.get(path) ?? []));
  }
  const files = [...parts].flatMap(({ resources }) =>
    resources.flatMap((path) => byFile.get(path) ?? []),
  );
  const [remote] = [...parts].flatMap((part) => part.remote);
  return {
    input: root.input,
    parts: files,
    affixes: {
      prefixes: [...parts].flatMap(({ affixes }) => affixes.prefixes),
      suffixes: [...parts].flatMap(({ affixes }) => affixes.suffixes),
    },
    program: 'kubectl',
    args: ['kustomize', '--', root.folder],
    obstacle: remote === undefined ? undefined : `it names ${remote}, which is not on this disk`,
  };
}

function textsAt(value: unknown): string[] {
  const one = text(value);
  return one ? [one] : [];
}
