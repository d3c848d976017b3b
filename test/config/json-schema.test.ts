import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { fullExample } from '../../config/cluster-file-doc.ts';
import { type JsonSchema, jsonSchema } from '../../config/json-schema.ts';
import { clusterSchema } from '../../config/schema.ts';
import { Source } from '../../config/source.ts';
import { validateCluster } from '../../config/validate.ts';
import { staleSchemaFiles } from '../../scripts/schema.ts';
import { projectFile } from '../support/processes.ts';
import { shippedCluster } from '../support/shipped-cluster.ts';

const schema = jsonSchema();
const required = { name: 'sock-shop', owner: 'dev', access: { from: ['203.0.113.10/32'] } };

test('what is made from the schema is fresh (else: npm run schema)', () => {
  expect(staleSchemaFiles(projectFile('.'))).toEqual([]);
});

test('every key has a description, and a default where it is not required', () => {
  const lacking = keys(schema).filter(
    ({ value, isRequired }) =>
      !value.description || (value.default === undefined && !isRequired && !value.properties),
  );
  expect(lacking.map(({ path }) => path)).toEqual([]);
  expect(keys(schema).length).toBeGreaterThan(40);
});

describe('an editor', () => {
  const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

  test('takes the shortest file and the one with every key', () => {
    expect(validate(required)).toBe(true);
    expect(validate(parse(fullExample(schema)))).toBe(true);
  });

  test('takes the cluster file that the project comes with', () => {
    expect(validate(parse(readFileSync(shippedCluster, 'utf8')))).toBe(true);
  });

  test.each([
    { ...required, name: 'Sock_Shop' },
    { ...required, access: { from: [] } },
    { ...required, access: { from: ['198.51.100.7'] } },
    { ...required, kubernetes: 1.3 },
    { ...required, regoin: 'us-west-2' },
    { ...required, nodes: { min: 0 } },
    { ...required, nodes: { labels: { 'a b': 'c' } } },
    { ...required, sockShop: { nodePort: 80 } },
    { ...required, vpc: { publicSubnets: { 'us-west-2a': 'subnet' } } },
    { ...required, logs: { retentionDays: 10 } },
    { name: 'c' },
  ])('refuses %j', (file) => {
    expect(validate(file)).toBe(false);
    expect(clusterSchema.safeParse(file).success).toBe(false);
  });
});

test('the file with every key comes to the same cluster as the shortest', () => {
  const { config, problems } = validateCluster(Source.parse('c.yaml', fullExample(schema)));
  expect(problems).toEqual([]);
  expect(config).toEqual(clusterSchema.parse(required));
});

test('an editor finds the schema from the first line of the cluster file', () => {
  const [first] = readFileSync(shippedCluster, 'utf8').split('\n');
  expect(first).toBe('# yaml-language-server: $schema=../config/cluster.schema.json');
});

function keys(
  { properties = {}, required: needed = [], items }: JsonSchema,
  path = '',
): { path: string; value: JsonSchema; isRequired: boolean }[] {
  const own = Object.entries(properties).flatMap(([key, value]) => [
    { path: `${path}${key}`, value, isRequired: needed.includes(key) },
    ...keys(value, `${path}${key}.`),
  ]);
  return items ? [...own, ...keys(items, `${path}[].`)] : own;
}
