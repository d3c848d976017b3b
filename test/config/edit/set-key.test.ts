import { describe, expect, test } from '@jest/globals';
import { setKey } from '../../../config/edit/set-key.ts';

const ID = ['nodes', 'launchTemplate', 'id'];
const set = (text: string) => setKey(text, ID, 'lt-0123456789abcdef0');

describe('a key is set where it belongs, and nothing else changes', () => {
  test.each([
    [
      'a mapping on one line',
      'name: c # mine\nnodes: { launchTemplate: { own: true } } # as in the chapter\n',
      'name: c # mine\nnodes: { launchTemplate: { own: true, id: lt-0123456789abcdef0 } } # as in the chapter\n',
    ],
    [
      'a mapping in lines',
      'nodes:\n  # big ones\n  instanceType: "m7i.large"\n  launchTemplate:\n    own: true # ours\n\naccess: {}\n',
      'nodes:\n  # big ones\n  instanceType: "m7i.large"\n  launchTemplate:\n    id: lt-0123456789abcdef0\n    own: true # ours\n\naccess: {}\n',
    ],
    [
      'a value that is there',
      "nodes: { launchTemplate: { id: 'lt-11111111', own: true } }\n",
      'nodes: { launchTemplate: { id: lt-0123456789abcdef0, own: true } }\n',
    ],
    [
      'null',
      'nodes:\n  launchTemplate:\n    id: null # not yet\n    own: true\n',
      'nodes:\n  launchTemplate:\n    id: lt-0123456789abcdef0 # not yet\n    own: true\n',
    ],
    [
      'an empty mapping',
      'nodes: { launchTemplate: {} }\n',
      'nodes: { launchTemplate: { id: lt-0123456789abcdef0 } }\n',
    ],
    [
      'a comma at the end',
      'nodes: { launchTemplate: { own: true, } }\n',
      'nodes: { launchTemplate: { own: true, id: lt-0123456789abcdef0, } }\n',
    ],
    [
      'lines that end as on Windows',
      'nodes:\r\n  launchTemplate: { own: true }\r\nowner: dev\r\n',
      'nodes:\r\n  launchTemplate: { own: true, id: lt-0123456789abcdef0 }\r\nowner: dev\r\n',
    ],
    [
      'nothing behind the colon',
      'nodes:\n  launchTemplate:\n    own: true\n    id: # not yet\n    version:\n',
      'nodes:\n  launchTemplate:\n    own: true\n    id: lt-0123456789abcdef0 # not yet\n    version:\n',
    ],
    [
      'nothing behind the colon in brackets',
      'nodes: {launchTemplate: {own: true,id:,version: }}\n',
      'nodes: {launchTemplate: {own: true,id: lt-0123456789abcdef0,version: }}\n',
    ],
    [
      'a key without a colon',
      'nodes: { launchTemplate: { id, own: true } }\n',
      'nodes: { launchTemplate: { id: lt-0123456789abcdef0, own: true } }\n',
    ],
    [
      'brackets over several lines, with comments',
      'nodes:\n  launchTemplate: {\n    own: true # ours\n  }\n',
      'nodes:\n  launchTemplate: {\n    own: true, id: lt-0123456789abcdef0 # ours\n  }\n',
    ],
    [
      'a mapping in lines that end as on Windows',
      'nodes:\r\n  launchTemplate:\r\n    own: true\r\n',
      'nodes:\r\n  launchTemplate:\r\n    id: lt-0123456789abcdef0\r\n    own: true\r\n',
    ],
    [
      'no such mapping',
      'name: c\nnodes: { min: 2 }\n',
      'name: c\nnodes: { min: 2, launchTemplate: { id: lt-0123456789abcdef0 } }\n',
    ],
    [
      'a mapping with nothing in it',
      'name: c\nnodes:\n  launchTemplate: # to come\n',
      'name: c\nnodes:\n  launchTemplate: { id: lt-0123456789abcdef0 } # to come\n',
    ],
  ])('%s', (_, before, after) => {
    expect(set(before)).toBe(after);
    expect(set(after)).toBe(after);
  });
});

test.each([
  ['an alias', 'roles: &own { own: true }\nnodes: { launchTemplate: *own }\n'],
  ['what an alias repeats', 'nodes: { launchTemplate: &own { own: true } }\nroles: *own\n'],
  ['a value that an alias repeats', 'nodes: { launchTemplate: { id: &a lt-1 } }\nowner: *a\n'],
  ['a block of text', 'nodes:\n  launchTemplate:\n    id: |- # old\n      lt-1\n'],
  ['a list', '- nodes: {}\n'],
])('%s is left to its author', (_, text) => {
  expect(set(text)).toBeUndefined();
});
