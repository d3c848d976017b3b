import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
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
      'nodes: { launchTemplate: { own: true, id: lt-0123456789abcdef0 } }\n',
    ],
    [
      'lines that end as on Windows',
      'nodes:\r\n  launchTemplate: { own: true }\r\nowner: dev\r\n',
      'nodes:\r\n  launchTemplate: { own: true, id: lt-0123456789abcdef0 }\r\nowner: dev\r\n',
    ],
  ])('%s', (_, before, after) => {
    expect(set(before)).toBe(after);
    expect(set(after)).toBe(after);
  });
});

test.each([
  'name: c\n',
  'name: c\nnodes: { min: 2 }\n',
  'name: c\nnodes:\n  launchTemplate: {\n    own: true # ours\n  }\n',
])('what is written in another way still holds the value afterwards: %j', (text) => {
  const { nodes, name } = parse(set(text)) as {
    name?: string;
    nodes: { launchTemplate: { id: string } };
  };
  expect(nodes.launchTemplate.id).toBe('lt-0123456789abcdef0');
  expect(name).toBe('c');
});
