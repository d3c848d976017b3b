import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { clusterFolder } from '../../support/cluster-folder.ts';
import { runScript } from '../../support/processes.ts';

const text = 'name: c\nowner: dev\naccess: { from: [203.0.113.10/32] }\n';

test('the command says what changed and what comes next', async () => {
  const { code, stdout } = await runScript('scripts/allow-me.ts', ['--from', '8.8.8.8'], {
    cwd: join(clusterFolder(text).folder, '..'),
  });
  expect(code).toBe(0);
  expect(stdout).toBe(`clusters/c.yaml: access.from is now [8.8.8.8/32]
  + 8.8.8.8/32
  - 203.0.113.10/32

Next: npm run synth
If the cluster is there already, then let it know, too:
  npm run allow-me -- --cluster c --from 8.8.8.8 --apply
`);
});

test('with --all, what comes next is said once for all of them', async () => {
  const { folder } = clusterFolder(text);
  writeFileSync(join(folder, 'd.yaml'), text.replace('name: c', 'name: d'));
  const { code, stdout } = await runScript('scripts/allow-me.ts', ['--all', '--from', '8.8.8.8'], {
    cwd: join(folder, '..'),
  });
  expect(code).toBe(0);
  expect(stdout.split('\n\n')).toEqual([
    expect.stringMatching(/^clusters\/c.yaml: /),
    expect.stringMatching(/^clusters\/d.yaml: /),
    `Next: npm run synth
If the clusters are there already, then let them know, too:
  npm run allow-me -- --all --from 8.8.8.8 --apply
`,
  ]);
});
