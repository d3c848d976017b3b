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
      width: 80,
    },
    { ...known, ...more },
  );
  expect(left).toEqual([]);
  return { wish, lines };
}

/** What was said between the questions, without the lists to choose from. */
const refusals = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('  ') && !/^ *\d+ {2}/.test(line));

test('return takes what is offered', async () => {
  const { wish, lines } = await talk(['', '', '', '', '']);
  expect(wish).toEqual({
    owner: 'anna-bell',
    name: 'anna-bell-shop',
    region: 'us-west-2',
    ingress: 'nginx',
    from: ['8.8.8.8/32'],
  });
  expect(lines.filter((line) => line.endsWith(': '))).toEqual([
    'Your name [anna-bell]: ',
    "The cluster's name [anna-bell-shop]: ",
    'The region: its number, its code or its place [us-west-2 (Oregon)]: ',
    'The ingress controller: its number or its name [nginx]: ',
    'The address [8.8.8.8/32]: ',
  ]);
});

test('regions and controllers are chosen from a list, by number, by name or by place', async () => {
  const { wish, lines } = await talk(['', '', 'oregon', 'ALB', '']);
  expect(wish).toMatchObject({ region: 'us-west-2', ingress: 'alb' });
  expect(lines.join('\n')).toMatch(/\n +4 {2}us-west-2 \(Oregon\) .*\n/);
  expect(lines).toContain("   1  nginx (F5's controller, which is maintained)");
  expect(refusals(lines)).toEqual([
    '  us-west-2 (Oregon)',
    '  alb (the AWS Load Balancer Controller, one more command)',
  ]);
  expect(
    Math.max(...lines.filter((line) => /^ *\d+ {2}/.test(line)).map((l) => l.length)),
  ).toBeLessThan(80);
  const byNumber = await talk(['', '', '1', '4', '']);
  expect(byNumber.wish).toMatchObject({ region: 'us-east-1', ingress: 'none' });
  const byPlace = await talk(['', '', 'Frankfurt', '1', '']);
  expect(byPlace.wish).toMatchObject({ region: 'eu-central-1', ingress: 'nginx' });
});

test('an answer that will not do is told, and asked for again', async () => {
  const answers = [
    ['Bob B', 'bob'],
    ['9lives', 'lives'],
    ['us-wst-2', '99', 'us-east-2'],
    ['traefik', 'none'],
    ['', 'my ip', '8.8.8.1/24', '0.0.0.0/0', '192.168.1.5', '10.0.0.0/8', '1.2.3.4'],
  ];
  const { wish, lines } = await talk(answers.flat(), {
    user: '',
    address: () => Promise.resolve(new Error('checkip could not be asked')),
  });
  expect(wish).toEqual({
    owner: 'bob',
    name: 'lives',
    region: 'us-east-2',
    ingress: 'none',
    from: ['1.2.3.4/32'],
  });
  expect(refusals(lines).map((line) => line.split(/;|: /)[0])).toEqual([
    '  Bob B may not have capital letters or a blank',
    '  9lives may not begin with a digit',
    '  us-wst-2 is not one of the values it may have',
    '  99 is not one of the values it may have',
    '  traefik is not one of the values it may have',
    '  checkip could not be asked',
    '  is needed',
    expect.stringMatching(/^ {2}my ip /),
    '  8.8.8.1/24 has host bits set',
    '  0.0.0.0/0 is the whole Internet',
    '  192.168.1.5/32 is a private or reserved range',
    '  10.0.0.0/8 is a private or reserved range',
  ]);
  expect(lines).toContain('  Bob B may not have capital letters or a blank; did you mean bob-b?');
});

test('what was said on the command line is not asked for', async () => {
  const said = {
    name: 'a',
    region: 'eu-west-1',
    ingress: 'none',
    from: ['1.2.3.4/32'],
    kubernetes: previousKubernetes,
  };
  const { wish } = await talk(['me'], { said });
  expect(wish).toEqual({ ...said, owner: 'me' });
});

test('a name that has a file is refused at its question, and another one is offered', async () => {
  const folder = temporaryFolder();
  for (const file of ['anna-bell-shop.yaml', 'bob.yaml', 'tom.yml']) {
    writeFileSync(join(folder, file), '');
  }
  const isTaken = (force: boolean) => (name: string) => taken(folder, name, { force });
  const all = ['', 'bob', 'tom', '', '', '', ''];
  const { wish, lines } = await talk(all, { taken: isTaken(false) });
  expect(wish.name).toBe('anna-bell-shop-2');
  expect(refusals(lines)).toEqual([
    `  bob has a file already: ${join(folder, 'bob.yaml')}; did you mean bob-2?`,
    `  tom has a file already: ${join(folder, 'tom.yml')}; did you mean tom-2?`,
  ]);
  const forced = await talk(['', 'tom', 'bob', '', '', ''], { taken: isTaken(true) });
  expect(forced.wish.name).toBe('bob');
});
