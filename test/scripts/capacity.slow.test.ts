import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runScript } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const KEYS = 'name: class\nowner: dev\naccess: { from: [8.8.8.8/32] }\n';

async function capacityOf(more: string): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
  writeFileSync(join(folder, 'clusters', 'class.yaml'), `${KEYS}${more}`);
  const { code, stdout } = await runScript('scripts/capacity.ts', [], { cwd: folder });
  expect(code).toBe(0);
  return stdout;
}

test('how many nodes remain, and what the price leaves out, in words', async () => {
  const text = await capacityOf('');
  expect(text).toContain('after scale-down: 2 nodes (in 20 of 20 tries, from 3); 2 nodes are');
  expect(text).toContain('not included, because it depends on use: logs taken in');
});

test('a class that needs more nodes than there may be is told both numbers', async () => {
  const learners = Array.from(
    { length: 25 },
    (_, index) =>
      `  - { name: l${index}, principal: "arn:aws:iam::111122223333:user/l${index}", nodePort: ${32_001 + index} }\n`,
  );
  const text = await capacityOf(
    `nodes: { instanceType: t3.xlarge, min: 2, desired: 2, max: 4 }\nlearners:\n${learners.join('')}`,
  );
  expect(text).toMatch(/learners: 25, each with up to .*, need 5 nodes, but nodes\.max is 4;/);
});
