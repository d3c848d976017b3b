import { writeTree } from '../support/write-tree.ts';
import { trees } from './two-trees.ts';

// Writes two trees in turn until it is killed, or as often as it is told to.
const [, , out = '', times = 'Infinity'] = process.argv;
for (let turn = 0; turn < Number(times); turn++) {
  await writeTree(out, 'c', trees[turn % 2 === 0 ? 0 : 1]);
  if (turn === 0) process.stdout.write('ready\n');
}
