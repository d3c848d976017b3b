import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { quote } from '../../terminal/shell.ts';

test('a shell reads every word as it was', () => {
  const words = ['plain', 'a b', "it's", '$HOME', '`x`', '"', '', 'ä;b', '*', 'k=v,w'];
  const output = execFileSync('sh', ['-c', `printf '%s\\n' ${words.map(quote).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(output).toBe(`${words.join('\n')}\n`);
});
