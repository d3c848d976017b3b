import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { renderTree } from '../../synth/render-tree.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOfFile, type Values } from './config-of-file.ts';
import type { Command } from './measure.ts';
import { toolPath } from './tools.ts';

const root = join(import.meta.dirname, '../..');
const placeholders: Values = {
  name: 'cluster-name',
  owner: 'cluster-owner',
  from: '203.0.113.77/32',
};

/** A fleet's values, one for each cluster. */
export function fleetOf(count: number): Values[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `class-${String(i).padStart(3, '0')}`,
    owner: `learner-${String(i).padStart(3, '0')}`,
    from: `198.51.${Math.floor(i / 250)}.${(i % 250) + 1}/32`,
  }));
}

let written = 0;

/** The cluster files of a fleet, with a remark that no earlier ones had: nothing made before is of use. */
export function writeClusterFiles(folder: string, fleet: readonly Values[]): void {
  const remark = `${Date.now()} ${written++}`;
  mkdirSync(join(folder, 'clusters'), { recursive: true });
  for (const { name, owner, from } of fleet) {
    const text = `# ${remark}\nname: ${name}\nowner: ${owner}\naccess: { from: [${from}] }\n`;
    writeFileSync(join(folder, 'clusters', `${name}.yaml`), text);
  }
}

/** Synth of whatever lies in clusters/. */
export function synth(cwd: string, ...args: string[]): Command {
  const launcher = join(root, 'launch', 'launch.cjs');
  return { program: process.execPath, args: [launcher, 'main.ts', ...args], cwd };
}

/** One file of manifests. */
export interface Template {
  readonly name: string;
  readonly objects: readonly unknown[];
  /** Its text, with `{{ .name }}` where clusters differ. */
  readonly yaml: string;
}

/** A cluster's manifests as templates: what all contenders make. */
export function templates(): Template[] {
  return [...renderTree(synthesize(configOfFile(placeholders)))]
    .filter(([path]) => path.endsWith('.k8s.yaml'))
    .map(([path, text]) => ({
      name: basename(path, '.k8s.yaml'),
      objects: loadAll(text),
      yaml: templated(text),
    }));
}

function templated(text: string): string {
  return Object.entries(placeholders).reduce(
    (all, [key, value]) => all.replaceAll(value, `{{ .${key} }}`),
    text,
  );
}

/** A chart that ranges over the fleet, rendered by `helm template`. */
export function helm(
  folder: string,
  fleet: readonly Values[],
  files: readonly Template[],
): Command {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ clusters: fleet }));
  for (const { name, yaml } of files) {
    const text = `{{- range .Values.clusters }}\n---\n${yaml}{{- end }}\n`;
    writeFileSync(join(folder, 'templates', `${name}.yaml`), text);
  }
  return { program: toolPath('helm'), args: ['template', 'fleet', '.'], cwd: folder };
}

/** The same manifests as files, put together by `kustomize build`, which wants every name once. */
export function kustomize(
  folder: string,
  fleet: readonly Values[],
  files: readonly Template[],
): Command {
  const resources = fleet.flatMap((values, index) =>
    files.map(({ name, yaml }) => {
      const file = `${values.name}-${name}.yaml`;
      const text = filled(yaml, values).replace(/^( {2}name: .*)$/gm, `$1-${name}-${index}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, file), text);
      return file;
    }),
  );
  const list = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(list));
  return { program: toolPath('kustomize'), args: ['build', '.'], cwd: folder };
}

/** The same manifests through cdk8s' own App. */
export function cdk8s(
  folder: string,
  fleet: readonly Values[],
  files: readonly Template[],
): Command {
  mkdirSync(folder, { recursive: true });
  const charts = files.map(({ name, objects }) => ({
    name,
    text: templated(JSON.stringify(objects)),
  }));
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify({ clusters: fleet, files: charts }));
  const app = join(import.meta.dirname, 'cdk8s-app.mjs');
  return { program: process.execPath, args: [app, 'fleet.json', 'dist'], cwd: folder };
}

/** How many objects some templates hold. */
export function countObjects(files: readonly Template[]): number {
  return files.reduce((sum, { objects }) => sum + objects.length, 0);
}

function filled(text: string, values: Values): string {
  return text.replace(/\{\{ \.(\w+) \}\}/g, (_, key: keyof Values) => values[key]);
}

/** The text of a committed file of the project, or nothing where there is none. */
export function projectText(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
