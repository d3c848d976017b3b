import { join } from 'node:path';
import { isDocumentationRange } from '../config/cidr.ts';
import { clusterFiles, clusterNames, loadClusters } from '../config/load.ts';
import { nameOf } from '../config/name-of.ts';
import { CLUSTERS, DIST } from '../config/places.ts';
import { ProblemsError } from '../terminal/problem.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { awaitsOwn } from '../eksctl/own-parts.ts';
import { renderTree } from '../synth/render-tree.ts';
import { compare, isFresh } from '../output/tree.ts';
import { synthesize } from '../synth/synthesize.ts';
import { parseArguments } from '../terminal/arguments.ts';
import { commandGroups } from './shared/commands.ts';
import { isMain } from '../terminal/is-main.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'start',
  summary: 'Shows where you are, what to do next, and which commands there are.',
  flags: {},
};

/** Where the user stands, and what to do next. */
export interface Standing {
  readonly lines: readonly string[];
  readonly next: string;
}

/** Looks at the cluster files in a folder, and at what was made from them. */
export function standing(clusters: string, dist: string): Standing {
  const names = clusterNames(clusters);
  if (names.length === 0) {
    return {
      lines: [`There is no cluster file in ${clusters}/.`],
      next: 'npm run init   (asks a few questions; or write one: docs/cluster-file.md)',
    };
  }
  const each = names.map((name) => ({ name, ...ofCluster(name, clusters, dist) }));
  return {
    lines: each.map(({ name, state }) => `${fileOf(name, clusters)}: ${state}`),
    // What comes first in the order of work is next, whichever cluster it is for.
    next: each.sort((a, b) => a.step - b.step)[0]?.next ?? 'npm run synth',
  };
}

function ofCluster(name: string, clusters: string, dist: string) {
  let config: ClusterConfig | undefined;
  try {
    config = loadClusters(clusters, [name])[0]?.config;
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const { length } = error.problems;
    return {
      step: 0,
      state: length === 1 ? 'has a problem' : `has ${length} problems`,
      next: `npm run synth -- --cluster ${name}   (says what is wrong)`,
    };
  }
  if (!config) return { step: 0, state: 'cannot be read', next: 'npm run synth' };
  const flag = clusterNames(clusters).length > 1 ? ` -- --cluster ${name}` : '';
  if (config.access.from.some(isDocumentationRange)) {
    return {
      step: 1,
      state: 'access.from still holds the example address, which nobody has',
      next: `npm run allow-me${flag}`,
    };
  }
  if (!isFresh(compare(join(dist, name), renderTree(synthesize(config))))) {
    return { step: 2, state: `${join(dist, name)} is not made from it yet`, next: 'npm run synth' };
  }
  const state = `${join(dist, name)} is fresh`;
  if (config.manifestsOnly) {
    return { step: 3, state, next: `kubectl apply -f ${join(dist, name, 'platform')}` };
  }
  const what = awaitsOwn(config) ? 'launch-template' : 'up';
  return { step: 3, state, next: `npm run ${what}${flag}   (says what it would do)` };
}

function fileOf(name: string, clusters: string): string | undefined {
  return clusterFiles(clusters).find((file) => nameOf(file) === name);
}

/** The whole overview. */
export function overview({ lines, next }: Standing): string {
  const width = Math.max(
    ...Object.values(commandGroups).flatMap(Object.keys).map(call).map(length),
  );
  const groups = Object.entries(commandGroups).map(([group, commands]) =>
    [
      group,
      ...Object.entries(commands).map(([name, what]) => `  ${call(name).padEnd(width)}  ${what}`),
    ].join('\n'),
  );
  return [[...lines, `Next: ${next}`].join('\n'), ...groups].join('\n\n');
}

function call(name: string): string {
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}

function length({ length: characters }: string): number {
  return characters;
}

if (isMain(import.meta.filename)) {
  run(() => {
    if (parseArguments(command)) console.log(overview(standing(CLUSTERS, DIST)));
  });
}
