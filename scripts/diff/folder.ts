import { loadAll } from 'js-yaml';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { type KubeObject } from '../../output/manifest.ts';
import { isOurs } from '../../output/render.ts';
import type { Tree } from '../../output/tree.ts';

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
    return objectsIn(text);
  } catch (error) {
    const message = `is not valid YAML in that revision: ${(error as Error).message.split('\n')[0]}`;
    problems.push({ place: { file: `dist/${name}/${file}` }, message });
    return [];
  }
}

const MOST_REMEMBERED = 4000;
const remembered = new Map<string, KubeObject[]>();

// Most files are the same before and after, and in all clusters but for the comment that names one. What was read
// from equal texts are the very same objects, which are compared at once.
function objectsIn(text: string): KubeObject[] {
  const plain = text.replace(/^(#.*\n)+/, '');
  const known = remembered.get(plain);
  if (known) return known;
  const objects = (loadAll(plain) as unknown[]).filter(
    (value): value is KubeObject =>
      typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value,
  );
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(plain, objects);
  return objects;
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
