import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { renderTree } from '../../synth/render-tree.ts';
import { commandGroups } from '../../scripts/shared/commands.ts';
import { overview, standing } from '../../scripts/start.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { writeTree } from '../support/write-tree.ts';

describe('where the user stands', () => {
  let clusters: string;
  let dist: string;
  beforeEach(() => {
    const folder = temporaryFolder();
    clusters = join(folder, 'clusters');
    dist = join(folder, 'dist');
    mkdirSync(clusters);
  });
  const put = (name: string, from: string, more = '') =>
    writeFileSync(
      join(clusters, `${name}.yaml`),
      `name: ${name}\nowner: dev\naccess: { from: [${from}] }\n${more}\n`,
    );
  const synth = async () => {
    for (const { config } of loadClusters(clusters)) {
      await writeTree(dist, config.name, renderTree(synthesize(config)));
    }
  };

  test('without a cluster file, one is to be written', () => {
    const { next } = standing(clusters, dist);
    expect(next).toContain('npm run init');
    expect(next).toContain('docs/cluster-file.md');
  });

  test('with a mistake in it, synth says which', () => {
    put('c', 'nowhere');
    expect(standing(clusters, dist)).toEqual({
      lines: [`${clusters}/c.yaml: has a problem`],
      next: 'npm run synth -- --cluster c   (says what is wrong)',
    });
  });

  test('a file is named as it is called', () => {
    writeFileSync(join(clusters, 'c.yml'), 'name: c\n');
    expect(standing(clusters, dist).lines).toEqual([`${clusters}/c.yml: has 2 problems`]);
  });

  test('with the example address, the own one comes first', () => {
    put('c', '203.0.113.10/32');
    expect(standing(clusters, dist).next).toBe('npm run allow-me');
    put('d', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe('npm run allow-me -- --cluster c');
  });

  test('then comes synth, and then up', async () => {
    put('c', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe('npm run synth');
    await synth();
    expect(standing(clusters, dist)).toEqual({
      lines: [`${clusters}/c.yaml: ${dist}/c is fresh`],
      next: 'npm run up   (says what it would do)',
    });
    put('d', '8.8.8.8/32');
    await synth();
    expect(standing(clusters, dist).next).toContain('npm run up -- --cluster c ');
  });

  test('a launch template and roles of its own come before it, until their ids are there', async () => {
    const next = async (more: string) => {
      put('c', '8.8.8.8/32', more);
      await synth();
      return standing(clusters, dist).next.split('   ')[0];
    };
    const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    expect(await next('nodes: { launchTemplate: { own: true } }')).toBe('npm run launch-template');
    expect(await next('roles: { own: true }')).toBe('npm run launch-template');
    expect(await next(`roles: { own: true, cluster: "${arn('a')}", node: "${arn('b')}" }`)).toBe(
      'npm run up',
    );
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
