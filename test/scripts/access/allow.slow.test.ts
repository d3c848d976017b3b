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
  npm run allow-me -- --cluster c --apply
`);
});
