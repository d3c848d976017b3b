import { describe, expect, test } from '@jest/globals';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { editAccess } from '../../../scripts/access/edit-access.ts';

const head = '# mine\nname:   c   # here\nowner: "dev"\n\n';
const tail = '\nnodes: {min: 2,   max: 4}  # so\n';
const mine = '8.8.8.8/32';

describe('the text stays as it is written, but for the ranges', () => {
  test.each([
    [
      'a list in brackets',
      'access: { from: [203.0.113.10/32], admins: [] } # who',
      'access: { from: [8.8.8.8/32], admins: [] } # who',
    ],
    [
      'one with further ranges',
      'access:\n    from: ["1.2.3.4/32", 203.0.113.10/32]',
      'access:\n    from: ["1.2.3.4/32", 8.8.8.8/32]',
    ],
    [
      'lines',
      'access:\n  from:\n    - 203.0.113.10/32 # example\n    - 1.2.3.4/32   # office',
      'access:\n  from:\n    - 1.2.3.4/32   # office\n    - 8.8.8.8/32',
    ],
    [
      'lines at the left',
      'access:\n  from:\n  -   203.0.113.10/32\n  # end',
      'access:\n  from:\n  -   8.8.8.8/32\n  # end',
    ],
    [
      'quoted lines',
      `access:\n  from:\n    - '1.2.3.4/32'`,
      `access:\n  from:\n    - '1.2.3.4/32'\n    - 8.8.8.8/32`,
    ],
  ])('%s', (_, before, after) => {
    expect(editAccess(head + before + tail, [mine]).text).toBe(head + after + tail);
  });

  test('Windows line ends', () => {
    const text = 'access:\r\n  from:\r\n    - 203.0.113.10/32\r\nname: c\r\n';
    expect(editAccess(text, [mine]).text).toBe(text.replace('203.0.113.10/32', mine));
  });

  test.each([
    [
      'a line each, with comments',
      'from: [\n    203.0.113.10/32, # example\n    1.2.3.4/32, # office\n    5.6.7.8/32 # home\n  ] # who',
      'from: [\n    1.2.3.4/32, # office\n    5.6.7.8/32, # home\n    8.8.8.8/32\n  ] # who',
    ],
    [
      'a line each, and a comma behind the last',
      'from: [\n    1.2.3.4/32, # office\n    203.0.113.10/32, # example\n  ]',
      'from: [\n    1.2.3.4/32, # office\n    8.8.8.8/32,\n  ]',
    ],
    [
      'nothing but the example',
      'from: [\n    203.0.113.10/32 # example\n    # ours is to come\n  ]',
      'from: [\n    8.8.8.8/32\n    # ours is to come\n  ]',
    ],
    [
      'several in a line',
      'from: [ 1.2.3.4/32,  203.0.113.10/32,\n    203.0.113.11/32, "5.6.7.8/32" ] # who',
      'from: [ 1.2.3.4/32,\n    "5.6.7.8/32", 8.8.8.8/32 ] # who',
    ],
    [
      'the first beside the bracket',
      'from: [203.0.113.10/32, # example\n    5.6.7.8/32]',
      'from: [\n    5.6.7.8/32, 8.8.8.8/32]',
    ],
    [
      'the last two of a line that goes on',
      'from: [1.2.3.4/32, 203.0.113.10/32, 203.0.113.11/32 # not ours\n    ]',
      'from: [1.2.3.4/32, # not ours\n    8.8.8.8/32\n    ]',
    ],
  ])('brackets over several lines: %s', (_, before, after) => {
    const around = (list: string) => `${head}access: # acc\n  ${list}\n  admins: []${tail}`;
    expect(editAccess(around(before), [mine]).text).toBe(around(after));
    const windows = (list: string) => around(list).replaceAll('\n', '\r\n');
    expect(editAccess(windows(before), [mine]).text).toBe(windows(after));
  });

  test.each([
    'from: &mine [1.2.3.4/32]\n  admins: *mine',
    'from: [\n  1.2.3.4/32 # a\n  , 5.6.7.8/32]',
  ])('what no command can change without touching the rest is left to its author: %s', (list) => {
    const edit = editAccess(`access:\n  ${list}\n`, ['1.2.3.4/32', mine], { replace: true });
    expect(edit.text).toBeUndefined();
    expect(edit.ranges).toEqual(['1.2.3.4/32', mine]);
  });
});

describe('which ranges come and go', () => {
  const edit = (from: string, wanted: string[], replace = false) => {
    const { text, added, removed } = editAccess(`access: { from: [${from}] }\n`, wanted, {
      replace,
    });
    return [/\[(.*)\]/.exec(text ?? '')?.[1], added, removed];
  };

  test('examples go, others stay', () => {
    expect(edit('203.0.113.10/32, 1.2.3.4/32', [mine])).toEqual([
      '1.2.3.4/32, 8.8.8.8/32',
      [mine],
      ['203.0.113.10/32'],
    ]);
  });

  test("practice's address goes as an example does", () => {
    expect(edit(`${YOUR_ADDRESS}/32`, [mine])).toEqual([mine, [mine], [`${YOUR_ADDRESS}/32`]]);
  });

  test('with replace, all others go', () => {
    expect(edit('1.2.3.4/32, 5.6.7.8/32', [mine], true)).toEqual([
      mine,
      [mine],
      ['1.2.3.4/32', '5.6.7.8/32'],
    ]);
  });

  test('a second time, nothing changes', () => {
    expect(edit(mine, [mine])).toEqual([mine, [], []]);
    expect(edit(mine, [mine], true)).toEqual([mine, [], []]);
  });

  test('what a range in the list holds is there already', () => {
    expect(edit('8.8.8.0/24', [mine])).toEqual(['8.8.8.0/24', [], []]);
  });

  test('several at once come once each', () => {
    expect(edit('203.0.113.10/32', [mine, mine, '9.9.9.9/32'])).toEqual([
      '8.8.8.8/32, 9.9.9.9/32',
      [mine, '9.9.9.9/32'],
      ['203.0.113.10/32'],
    ]);
  });

  test('an example that is asked for stays', () => {
    expect(edit('203.0.113.10/32', ['203.0.113.10/32'])).toEqual(['203.0.113.10/32', [], []]);
  });
});
