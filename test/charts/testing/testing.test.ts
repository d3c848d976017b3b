import { expect, test } from '@jest/globals';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { chartYaml, expectChart } from 'eks-sock-shop/testing';
import { layout } from '../../../charts/layout.ts';
import { configOf } from '../../support/configs.ts';
import { file } from '../../../charts/file.ts';

interface NoteProps {
  readonly text: string;
}

class Note extends Chart {
  constructor(scope: Construct, id: string, { text }: NoteProps) {
    super(scope, id);
    new ApiObject(this, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { text } });
    new ApiObject(this, 'space', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'notes' },
    });
  }
}

test("expectChart is Jest's expect of the chart's YAML", () => {
  expectChart(Note, { text: 'hi' }).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: note-map-c8fcd6fd
data:
  text: hi
---
apiVersion: v1
kind: Namespace
metadata:
  name: notes
`);
  expectChart(Note, { text: 'hi' }).not.toContain('text: ho');
  expect(() => expectChart(Note, { text: 'hi' }).toContain('text: ho')).toThrow(/text: hi/);
});

test('an object without a name has one of the id, which may be given', () => {
  expect(chartYaml(Note, { text: 'hi' }, 'apps-3-note')).toContain('name: apps-3-note-map-');
});

test("a user's charts stand in the layout with their file", () => {
  const config = configOf();
  const own = layout(config, ({ name }) => [file('apps/3-note', Note, { text: name })]);
  expect(own.slice(0, -1).map(({ path }) => path)).toEqual(
    layout(config, () => []).map(({ path }) => path),
  );
  expect(own.at(-1)).toMatchObject({ path: 'apps/3-note.k8s.yaml' });
  expect(own.at(-1)?.objects()).toMatchObject([{ data: { text: config.name } }, {}]);
});
