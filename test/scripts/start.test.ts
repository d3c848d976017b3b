import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { PRACTICE, YOUR_ADDRESS } from '../../config/practice.ts';
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
    const allowMe = (flag = '') => `npm run allow-me${flag}   (puts your own address in)`;
    expect(standing(clusters, dist).next).toBe(allowMe());
    put('d', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe(allowMe(' -- --cluster c'));
    put('e', '203.0.113.10/32');
    expect(standing(clusters, dist).next).toBe(allowMe(' -- --all'));
  });

  test("practice's address is an example too, but in practice", async () => {
    put('c', `${YOUR_ADDRESS}/32`);
    expect(standing(clusters, dist).next).toMatch(/^npm run allow-me /);
    process.env[PRACTICE] = '/practice';
    expect(standing(clusters, dist).next).toBe('npm run synth');
    delete process.env[PRACTICE];
  });

  test('then comes synth, and then up', async () => {
    put('c', '8.8.8.8/32');
    expect(standing(clusters, dist).next).toBe('npm run synth');
    await synth();
    expect(standing(clusters, dist)).toEqual({
      lines: [`${clusters}/c.yaml: ${dist}/ is fresh`],
      next: 'npm run up   (says what it would do)',
      or: [
        'To do the exercises yourself: npm run up -- --only cluster',
        expect.stringMatching(/up already.*docs\/exercises\.md/),
        expect.stringContaining('npm run verify'),
      ],
    });
    put('d', '8.8.8.8/32');
    await synth();
    const { next, or = [] } = standing(clusters, dist);
    expect(next).toContain('npm run up -- --all ');
    expect(or[0]).toContain(': npm run up -- --all --only cluster');
  });

  test('what verify saw leads on: to the exercises, and in the end to down', async () => {
    put('c', '8.8.8.8/32');
    await synth();
    const saw = (done: number) =>
      standing(clusters, dist, new Map([['c', { done, of: 6, on: '2026-11-28' }]]));
    expect(saw(0).next).toContain('npm run up ');
    expect(saw(4)).toEqual({
      lines: [
        `${clusters}/c.yaml: ${dist}/ is fresh; npm run verify saw 4 of 6 exercises done on 2026-11-28`,
      ],
      next: 'docs/exercises.md   (npm run verify says which exercise is next)',
    });
    expect(saw(6).next).toMatch(/^npm run down {3}\(/);
    put('d', '8.8.8.8/32');
    expect(saw(4).next).toBe('npm run synth');
    await synth();
    expect(saw(4).next).toContain('npm run up -- --cluster d ');
  });

  test('a class of 25 is a few lines', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    for (const name of names) put(name, '8.8.8.8/32');
    put('a', 'nowhere');
    put('b', '203.0.113.10/32');
    expect(standing(clusters, dist).lines).toEqual([
      `${clusters}/a.yaml: has a problem`,
      `${clusters}/b.yaml: access.from still holds the example address, which nobody has`,
      `${clusters}/c00.yaml, ${clusters}/c01.yaml and 23 more: ${dist}/ is not made from it yet`,
    ]);
    expect(standing(clusters, dist).next).toBe(
      'npm run synth -- --cluster a   (says what is wrong)',
    );
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

  test('are those that there are, each once, but for what npm itself runs', () => {
    const { prepack: _, ...typed } = scripts;
    expect([...listed].sort()).toEqual(Object.keys(typed).sort());
  });

  const shown = (text: string) =>
    [...text.matchAll(/^ {2}npm (?:run )?(\S+) {2,}\S/gm)].map(([, name]) => name);

  test('that a newcomer needs are nine, and the rest is a flag away', () => {
    const text = overview({ lines: ['a'], next: 'b', or: ['c'] });
    expect(text).toMatch(/^a\nNext: b\nc\n\nThe first commands\n/);
    expect(text.endsWith('\n\nAll commands: npm start -- --all')).toBe(true);
    expect(shown(text)).toHaveLength(9);
    expect(listed).toEqual(expect.arrayContaining(shown(text)));
  });

  test('are all shown with --all', () => {
    expect(shown(overview({ lines: ['a'], next: 'b' }, true))).toEqual(listed);
  });
});
