import { expect, test } from '@jest/globals';
import { fc } from '../support/random.ts';
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { parseAllDocuments, stringify } from 'yaml';
import { findings } from '../../checks/run.ts';
import { Source } from '../../config/source.ts';
import { validateCluster } from '../../config/validate.ts';
import { render } from '../../output/render.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { clusterFile } from './cluster-files.ts';
import { settings, TIMEOUT } from './runs.ts';

const load = (file: unknown) => validateCluster(Source.parse('clusters/x.yaml', stringify(file)));

test(
  'a valid cluster file loads, and nothing is wrong with what is made of it',
  () => {
    fc.assert(
      fc.property(clusterFile, (file) => {
        const { config, problems } = load(file);
        expect(problems).toEqual([]);
        const output = synthesize(config!);
        expect(findings(output)).toEqual([]);
      }),
      settings(0.1),
    );
  },
  TIMEOUT,
);

test(
  'what is written reads back as the same objects, by YAML 1.1 and by YAML 1.2',
  () => {
    fc.assert(
      fc.property(clusterFile, (file) => {
        const { config } = load(file);
        const { files, clusterConfig } = synthesize(config!);
        for (const one of clusterConfig ? [clusterConfig, ...files] : files) {
          // What JSON can't hold, no YAML file should: undefined is left out of both.
          const objects: unknown = JSON.parse(
            JSON.stringify('object' in one ? [one.object] : one.objects),
          );
          for (const [text, reader] of readersOf(render(config!.name, one))) {
            expect([reader.name, reader(text)]).toEqual([reader.name, objects]);
          }
        }
      }),
      settings(0.03),
    );
  },
  TIMEOUT,
);

type Reader = (text: string) => unknown[];

const jsYaml11: Reader = (text) => loadAll(text, { schema: YAML11_SCHEMA });
const yaml11: Reader = (text) => readWith(text, '1.1');
const yaml12: Reader = (text) => readWith(text, '1.2');

// Files are large and many alike: each text is read once.
const read = new Set<string>();

function readersOf(text: string): [string, Reader][] {
  if (read.has(text)) return [];
  read.add(text);
  return [jsYaml11, yaml11, yaml12].map((reader) => [text, reader]);
}

function readWith(text: string, version: '1.1' | '1.2'): unknown[] {
  return parseAllDocuments(text, { version }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });
}
