import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type JsonSchema, jsonSchema } from '../../config/json-schema.ts';
import { loadClusters } from '../../config/load.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import { describeError } from '../../scripts/shared/run.ts';
import { addonNames } from '../../tables/addons.ts';
import { ingressNginxVersions } from '../../tables/ingress-releases.ts';
import {
  calendarRead,
  eksSupport,
  kubernetesVersions,
  minorOf,
  newestKubernetes,
  oldestKubernetes,
} from '../../tables/kubernetes.ts';
import { extendedKubernetes } from '../support/kubernetes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { instanceTypesRead } from '../../tables/instance-types.ts';

// Each folder is one mistake, named for it: clusters/ with the files, expected.txt with what is said of them.
// Set UPDATE_EXPECTED to write the texts anew, and read what changed.
const fixtures = join(import.meta.dirname, 'fixtures');

// What changes with the tables and the schema stands between angle brackets in both, the longest texts first.
const growing: Readonly<Record<string, string>> = {
  ...keyLists(jsonSchema()),
  '<addons>': addonNames.join(', '),
  '<standard>': kubernetesVersions
    .filter((version) => eksSupport(version) === 'standard')
    .map((version) => `"${version}"`)
    .join(', '),
  '<tested with ingress-nginx>': `${ingressNginxVersions[0]} to ${ingressNginxVersions.at(-1)}`,
  '<known>': `"${oldestKubernetes}" to "${newestKubernetes}"`,
  '<newest and its day>': `on ${calendarRead} EKS's newest was ${newestKubernetes}`,
  '<oldest sold>': `the oldest that it sells is ${oldestKubernetes}`,
  '<end of standard support>': minorOf(extendedKubernetes).standardUntil,
  '(read <day>)': `(read ${instanceTypesRead})`,
  '"<extended>"': `"${extendedKubernetes}"`,
  '"<newest>"': `"${newestKubernetes}"`,
  '"<oldest>"': `"${oldestKubernetes}"`,
  '<newest>': newestKubernetes,
};

const withToday = (text: string) =>
  Object.entries(growing).reduce((all, [name, value]) => all.replaceAll(name, value), text);
const withoutToday = (text: string) =>
  Object.entries(growing).reduce((all, [name, value]) => all.replaceAll(value, name), text);

/** The keys of a cluster file, and of each mapping in it that has several, in the schema's order. */
function keyLists(schema: JsonSchema, path: readonly string[] = []): Record<string, string> {
  const { properties = {}, items } = schema;
  const keys = Object.keys(properties);
  const own = path.length === 0 ? '<keys>' : `<keys of ${path.join('.')}>`;
  return {
    ...(keys.length > 1 && { [own]: keys.join(', ') }),
    ...(items && keyLists(items, path)),
    ...Object.assign({}, ...keys.map((key) => keyLists(properties[key]!, [...path, key]))),
  };
}

/** A fixture's folder, with today's versions and keys in its files. */
function filled(name: string): string {
  const [from, folder] = [join(fixtures, name), temporaryFolder()];
  const isText = (path: string) => /\.(yaml|txt)$/.test(path) && statSync(path).isFile();
  // To write over a file that was copied just now waits for the disk.
  cpSync(from, folder, { recursive: true, filter: (path) => !isText(path) });
  for (const path of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!isText(join(from, path))) continue;
    writeFileSync(
      join(folder, path),
      withToday(readFileSync(join(from, path), 'latin1')),
      'latin1',
    );
  }
  return folder;
}

describe('each mistake is told in full', () => {
  test.each(readdirSync(fixtures))('%s', (name) => {
    const folder = filled(name);
    const said = messageOf(join(folder, 'clusters')).replaceAll(`${folder}/`, '');
    const expected = join(fixtures, name, 'expected.txt');
    if (process.env.UPDATE_EXPECTED) writeFileSync(expected, `${withoutToday(said)}\n`);
    expect(`${said}\n`).toBe(withToday(readFileSync(expected, 'utf8')));
  });
});

test('a file of nothing but mistakes is told in part', async () => {
  const problems = Array.from({ length: 1000 }, (_, line) => ({
    place: { file: 'c.yaml', line },
    message: 'is wrong',
  }));
  const text = describeError(new ProblemsError(problems));
  expect(text).toContain('c.yaml:49:1\n');
  expect(text).not.toContain('c.yaml:50:1\n');
  expect(text).toMatch(/and 950 more\n\n1000 problems; nothing was changed\.$/);
});

function messageOf(folder: string): string {
  try {
    loadClusters(folder);
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
  throw new Error(`${folder} was taken for good`);
}
