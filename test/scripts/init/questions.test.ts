import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Known, questions } from '../../../scripts/init/questions.ts';
import { taken } from '../../../scripts/init/write-files.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const known: Known = {
  said: {},
  user: 'Anna Bell',
  region: 'us-west-2',
  address: () => Promise.resolve('8.8.8.8/32'),
  taken: () => undefined,
};

async function talk(answers: string[], more: Partial<Known> = {}) {
  const lines: string[] = [];
  const left = [...answers];
  const wish = await questions(
    {
      ask: (question) => {
        lines.push(question);
        const answer = left.shift();
        return answer === undefined
          ? Promise.reject(new Error(`nobody answers ${question}`))
          : Promise.resolve(answer);
      },
      tell: (line) => lines.push(line),
    },
    { ...known, ...more },
  );
  expect(left).toEqual([]);
  return { wish, lines };
}

test('return takes what is offered', async () => {
  const { wish, lines } = await talk(['', '', '', '']);
  expect(wish).toEqual({
    owner: 'anna-bell',
    name: 'anna-bell-shop',
    region: 'us-west-2',
    from: ['8.8.8.8/32'],
  });
  expect(lines).toEqual([
    'Your name, for NAME-bc-svc and the tags [anna-bell]: ',
    "The cluster's name [anna-bell-shop]: ",
    'AWS region [us-west-2]: ',
    'The only address that may reach it [8.8.8.8/32]: ',
  ]);
});

test('an answer that will not do is told, and asked for again', async () => {
  const { wish, lines } = await talk(
    ['Bob B', 'bob', '9lives', 'lives', 'us-wst-2', 'us-east-2', '', '8.8.8.1/24', '1.2.3.4'],
    { user: '', address: () => Promise.resolve(new Error('checkip could not be asked')) },
  );
  expect(wish).toEqual({ owner: 'bob', name: 'lives', region: 'us-east-2', from: ['1.2.3.4/32'] });
  expect(lines.filter((line) => line.startsWith('  '))).toEqual([
    '  Bob B may not have capital letters or a blank; did you mean bob-b?',
    '  9lives may not begin with a digit; allowed: only small letters, digits and -, 1 to 50 of them; the first is a letter, the last a letter or digit (a DNS label)',
    '  us-wst-2 is not one of those; did you mean us-west-2?',
    '  checkip could not be asked',
    '  is needed',
    '  8.8.8.1/24 has host bits set: a /24 begins at 8.8.8.0; did you mean 8.8.8.0/24 (the whole range) or 8.8.8.1/32 (one address)?',
  ]);
});

test('what was said on the command line is not asked for', async () => {
  const said = {
    name: 'a',
    region: 'eu-west-1',
    from: ['1.2.3.4/32'],
    kubernetes: previousKubernetes,
  };
  const { wish } = await talk(['me'], { said });
  expect(wish).toEqual({ ...said, owner: 'me' });
});

test('a name that has a file is refused at its question', async () => {
  const folder = temporaryFolder();
  for (const file of ['bob.yaml', 'tom.yml']) writeFileSync(join(folder, file), '');
  const isTaken = (force: boolean) => (name: string) => taken(folder, name, { force });
  const { wish, lines } = await talk(['', 'bob', 'tom', 'rob', '', ''], { taken: isTaken(false) });
  expect(wish.name).toBe('rob');
  expect(lines.filter((line) => line.startsWith('  '))).toEqual([
    `  bob has a file already: ${join(folder, 'bob.yaml')}; did you mean bob-2?`,
    `  tom has a file already: ${join(folder, 'tom.yml')}; did you mean tom-2?`,
  ]);
  const forced = await talk(['', 'tom', 'bob', '', ''], { taken: isTaken(true) });
  expect(forced.wish.name).toBe('bob');
});
