import { describe, expect, test } from '@jest/globals';
import { parseText } from '../../../scripts/validate/parse.ts';
import { positionOf } from '../../../scripts/validate/position.ts';

const text = `# a comment
kind: Pod
metadata:
  labels:
    app: a
    app.kubernetes.io/name: b
spec:
  containers:
    - name: one
    - name: two
      image: x:1
---
kind: List
items:
  - kind: Service
    spec: &spec
      ports: [{port: 80}, {port: 81}]
  - kind: Service
    spec: *spec
`;
// Without its alias, a text is read by another way.
const plain = text.replace('&spec', '').replace('*spec', '{}');
const at = (written: string, index: number, path?: string) => {
  const { line, column } = positionOf(parseText('a.yaml', written).objects[index]!, path);
  return `${line}:${column}`;
};

describe('positionOf', () => {
  test.each<[number, string | undefined, string, string]>([
    [0, undefined, '2:1', 'an object'],
    [0, 'kind', '2:7', 'a value'],
    [0, 'spec.containers', '8:3', "a list's key"],
    [0, 'spec.containers[1].image', '11:14', 'a value in a list'],
    [0, 'spec.containers[1]', '10:7', 'a list item'],
    [0, 'spec.containers[0].image', '9:7', 'what is missing: its parent'],
    [0, 'spec.containers[7].image', '8:3', 'an item that is not there: the list'],
    [0, 'metadata.labels.app', '5:10', 'a key that another begins with'],
    [0, 'metadata.labels.app.kubernetes.io/name', '6:29', 'a key with dots'],
    [0, 'metadata.labels["app.kubernetes.io/name"]', '6:29', 'a quoted key'],
    [1, 'spec.ports[1].port', '17:34', 'an item of a List'],
    [2, 'spec.ports[0].port', '17:22', 'what an alias stands for'],
    [0, 'no.such[field', '2:1', 'a path that leads nowhere'],
  ])('%i %s is at %s: %s', (index, path, place) => {
    expect(at(text, index, path)).toBe(place);
    if (!place.startsWith('17:')) expect(at(plain, index, path)).toBe(place);
  });

  test('counts the lines of all documents where nothing is odd', () => {
    expect(at(plain, 1, 'spec.ports[1].port')).toBe('17:34');
    expect(at(plain, 2, 'spec.ports')).toBe('19:5');
  });
});
