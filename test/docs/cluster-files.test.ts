import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findings } from '../../checks/run.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, type Overrides } from '../support/configs.ts';
import { projectFile } from '../support/processes.ts';

// A block of keys for a cluster file says so in its first line.
const blocks = readdirSync(projectFile('docs'))
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [
      ...readFileSync(projectFile(`docs/${name}`), 'utf8').matchAll(
        /^ *```yaml\n *# clusters\/.*\n([^]*?)^ *```$/gm,
      ),
    ].map(([, keys = '']): [string, string] => [name, keys]),
  );

test.each(blocks)('keys that %s writes into a cluster file are good: %s', (_, keys) => {
  expect(findings(synthesize(configOf(parse(keys) as Overrides)))).toEqual([]);
});
