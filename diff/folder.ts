import { loadAll } from 'js-yaml';
import { type Problem, ProblemsError } from '../config/problem.ts';
import { type KubeObject } from '../output/manifest.ts';
import { isOurs } from '../output/render.ts';
import type { Tree } from '../output/tree.ts';

/** A Kubernetes object in `dist/<cluster>/`, at one of two times. */
export interface Entry {
  readonly file: string;
  readonly object: KubeObject;
}

/** One cluster's folder, read. */
export interface Folder {
  readonly entries: readonly Entry[];
  readonly clusterConfig?: Readonly<Record<string, unknown>>;
  /** The text of each file that synth made. */
  readonly texts: Tree;
}

export const CLUSTER_CONFIG_FILE = 'eksctl/cluster.yaml';

/** The folders that `kubectl apply` is pointed at, in their order. */
export const appliedFolders: readonly string[] = ['platform', 'apps', 'jenkins'];

/** Reads the objects of a cluster's files; files that synth didn't make stay out of it. */
export function readFolder(name: string, files: Tree): Folder {
  const texts = new Map([...files].filter(([, text]) => isOurs(text)));
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  let clusterConfig: Folder['clusterConfig'];
  for (const [file, text] of texts) {
    for (const object of documents(name, file, text, problems)) {
      if (file === CLUSTER_CONFIG_FILE) clusterConfig = { ...object };
      else entries.push({ file, object });
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return { entries, clusterConfig, texts };
}

function documents(name: string, file: string, text: string, problems: Problem[]): KubeObject[] {
  try {
    const all: unknown[] = loadAll(text);
    return all.filter(
      (value): value is KubeObject =>
        typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value,
    );
  } catch (error) {
    const message = `is not valid YAML in that revision: ${(error as Error).message.split('\n')[0]}`;
    problems.push({ place: { file: `dist/${name}/${file}` }, message });
    return [];
  }
}

/** Splits `dist/`'s files by cluster. */
export function byCluster(files: Tree): Map<string, Tree> {
  const clusters = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) continue;
    const name = path.slice(0, slash);
    const cluster = clusters.get(name) ?? new Map<string, string>();
    clusters.set(name, cluster.set(path.slice(slash + 1), text));
  }
  return clusters;
}
