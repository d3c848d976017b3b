import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { renderTree } from '../../output/render-tree.ts';
import { writeFolder } from '../../output/write-folder.ts';
import { commandGroups } from '../../scripts/shared/commands.ts';
import { overview, standing } from '../../scripts/start.ts';
import { synthesize } from '../../synthesize.ts';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('where the user stands', () => {
  let clusters: string;
  let dist: string;
  beforeEach(() => {
    const folder = temporaryFolder();
    clusters = join(folder, 'clusters');
    dist = join(folder, 'dist');
    mkdirSync(clusters);
  });
  const put = (name: string, from: string) =>
    writeFileSync(
      join(clusters, `${name}.yaml`),
      `name: ${name}\nowner: dev\naccess: { from: [${from}] }\n`,
    );

  test('without a cluster file, one is to be written', () => {
    expect(standing(clusters, dist).next).toContain('docs/cluster-file.md');
  });

  test('with a mistake in it, synth says which', () => {
    put('c', 'nowhere');
    expect(standing(clusters, dist)).toEqual({
      lines: [`${clusters}/c.yaml: has a problem`],
      next: 'npm run synth -- --cluster c   (says what is wrong)',
    });
  });

  test('with the example address, the own one comes first', () => {
    put('c', '203.0.113.10/32');
    expect(standing(clusters, dist).next).toBe('npm run allow-me');
    put('d', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe('npm run allow-me -- --cluster c');
  });

  test('then comes synth, and then eksctl', () => {
    put('c', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe('npm run synth');
    const [loaded] = loadClusters(clusters);
    if (loaded) writeFolder(dist, 'c', renderTree(synthesize(loaded.config)));
    expect(standing(clusters, dist)).toEqual({
      lines: [`${clusters}/c.yaml: ${dist}/c is fresh`],
      next: `eksctl create cluster -f ${dist}/c/eksctl/cluster.yaml`,
    });
  });
});

describe('the commands', () => {
  const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const listed = Object.values(commandGroups).flatMap((group) => Object.keys(group));

  test('are those that there are, each once', () => {
    expect([...listed].sort()).toEqual(Object.keys(scripts).sort());
  });

  test('that a newcomer needs are four, and stand first', () => {
    expect(Object.keys(Object.values(commandGroups)[0] ?? {})).toHaveLength(4);
    expect(overview({ lines: ['a'], next: 'b' })).toMatch(
      /^a\nNext: b\n\nTo begin with\n {2}npm start {2,}/,
    );
  });
});
