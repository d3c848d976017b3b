import { describe, expect, test } from '@jest/globals';
import { clusterName, patternOf, personName, proposer, wrongWith } from '../../config/names.ts';
import { Source } from '../../config/source.ts';
import { validateCluster } from '../../config/validate.ts';
import { fc } from '../support/random.ts';

describe('a name as people write it', () => {
  test.each([
    ['Anna Müller', 'anna-mueller'],
    ['Anna Mu\u0308ller', 'anna-mueller'],
    ['JÖRG GROẞ', 'joerg-gross'],
    ['émilie', 'emilie'],
    ['Łukasz Żółć', 'lukasz-zolc'],
    ['Søren Æbelø', 'soren-aebelo'],
    ['Åsa Þór Đorđević', 'asa-thor-dordevic'],
    ['İpek Işık', 'ipek-isik'],
    ["Siobhán O'Brien", 'siobhan-obrien'],
    ['Nguyễn Thị Ánh', 'nguyen-thi-anh'],
    ['Ｊｏ　ﬁn', 'jo-fin'],
    ['  -Sock_Shop-  ', 'sock-shop'],
    ['Emil', 'emil'],
  ])('%s: %s', (text, name) => expect(proposer(personName)(text)).toBe(name));

  test.each(['', '---', '李雷', 'Иван', 'Анна Miller'])(
    '%j has no proposal: it would be another name',
    (text) => expect(proposer(personName)(text)).toBeUndefined(),
  );

  test('is cut where it is too long', () => {
    expect(proposer({ longest: 6 })('anna-b-mueller')).toBe('anna-b');
    expect(proposer({ longest: 5 })('anna-b-mueller')).toBe('anna');
  });
});

test('namesakes get different names, none of them taken', () => {
  const propose = proposer(personName, (name) => name === 'anna-mueller-2');
  const names = ['Anna Müller', 'anna müller', 'ANNA MUELLER'].map((text) => propose(text));
  expect(names).toEqual(['anna-mueller', 'anna-mueller-3', 'anna-mueller-4']);
  const short = proposer({ longest: 6 });
  expect(['Annika', 'annika!', 'Annik-a'].map((text) => short(text))).toEqual([
    'annika',
    'anni-2',
    'annik',
  ]);
});

test('whatever the texts: proposals are names, each once, none of them taken', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 20 });
  const rule = { longest: 6, letterFirst: true };
  fc.assert(
    fc.property(texts, texts, (written, others) => {
      const propose = proposer(rule, (name) => others.includes(name));
      const names = written.map((text) => propose(text)).filter((name) => name !== undefined);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => others.includes(name))).toEqual([]);
      expect(names.filter((name) => !patternOf(rule).test(name))).toEqual([]);
    }),
  );
});

describe('what is wrong with a name', () => {
  test.each([
    ['anna', undefined],
    ['Emil', 'may not have a capital letter'],
    ['Anna Müller', 'may not have capital letters, a blank or "ü"'],
    ['a.b,c_d+', 'may not have ".", ",", "_" or other signs'],
    ['9lives', 'may not begin with a digit'],
    ['-a', 'may not begin with -'],
    ['a-', 'may not end with -'],
    ['', 'is empty'],
    ['a'.repeat(51), 'has 51 characters'],
  ])('%s', (text, wrong) => expect(wrongWith(text, clusterName)).toBe(wrong));
});

describe('in a cluster file', () => {
  const fixes = (learners: readonly string[], propose?: (text: string) => string) => {
    const source = Source.parse(
      'c.yaml',
      JSON.stringify({
        name: 'Anna Müller',
        owner: 'mia',
        access: { from: ['198.51.100.7/32'] },
        learners: learners.map((name, index) => ({
          name,
          principal: `arn:aws:iam::111122223333:user/u${index}`,
        })),
      }),
    );
    return validateCluster(source, propose).problems.map(({ fix }) => fix);
  };

  test('no two learners are proposed one name, nor one that somebody has', () => {
    expect(fixes(['Anna Müller', 'anna müller', 'anna-mueller', 'anna-mueller', 'Mia'])).toEqual([
      'did you mean anna-mueller?',
      'did you mean anna-mueller-2?',
      'did you mean anna-mueller-3?',
      'did you mean mia-2?',
      'remove one of the two, or name the other one anna-mueller-4',
    ]);
  });

  test('the cluster’s is one that no other file has', () => {
    expect(fixes([], () => 'anna-mueller-7')).toEqual(['did you mean anna-mueller-7?']);
  });
});
