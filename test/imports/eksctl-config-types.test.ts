import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { SchemaDocument } from '../../imports/generate/eksctl/json-schema.ts';

const folder = join(import.meta.dirname, '../../imports/eksctl-config-types');
const schema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')) as SchemaDocument;
const validate = new Ajv({ strict: true }).compile(schema);

const cluster = {
  apiVersion: 'eksctl.io/v1alpha5',
  kind: 'ClusterConfig',
  metadata: { name: 'sock-shop', region: 'us-west-2', version: '1.35' },
};

describe('the types', () => {
  const types = readFileSync(join(folder, 'index.d.ts'), 'utf8');
  const structs = Object.entries(schema.definitions).filter(([, { properties }]) => properties);

  test.each(structs)(
    '%s has the keys of the schema beside it',
    (name, { properties, required }) => {
      const body = new RegExp(`export interface ${name} {\n([^]*?)\n}`).exec(types)?.[1] ?? '';
      const keys = [...body.matchAll(/^ {2}(\w+\??):/gm)].map((match) => match[1]);
      const wanted = Object.keys(properties ?? {}).map((key) =>
        required?.includes(key) ? key : `${key}?`,
      );
      expect(keys.sort()).toEqual(wanted.sort());
    },
  );
});

describe('the schema', () => {
  test('has closed objects, or maps whose values are described', () => {
    const open = Object.entries(schema.definitions)
      .filter(([, definition]) => definition.type === 'object')
      .filter(([, { additionalProperties }]) => additionalProperties === undefined);
    expect(open).toEqual([]);
  });

  test.each([
    ['the smallest cluster', {}],
    ['an ARN', { accessConfig: { accessEntries: [{ principalARN: 'arn:aws:iam::1:role/x' }] } }],
    ['a remote network without gateway', { remoteNetworkConfig: { remoteNodeNetworks: [] } }],
    [
      'an identity provider',
      { identityProviders: [{ type: 'oidc', name: 'x', issuerURL: 'https://x', clientID: 'x' }] },
    ],
    ['taints as a map', { nodeGroups: [{ name: 'x', taints: { a: 'b:NoSchedule' } }] }],
    ['an inline policy', { iam: { serviceAccounts: [{ attachPolicy: { Version: 'x' } }] } }],
  ])('takes %s', (_, part) => {
    validate({ ...cluster, ...part });
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['an unknown key', { managedNodegroups: [] }],
    ['a key in the wrong case', { managedNodeGroups: [{ name: 'x', instancetype: 'm6i.large' }] }],
    ['a version that is a number', { metadata: { ...cluster.metadata, version: 1.3 } }],
    ['no region', { metadata: { name: 'x' } }],
    ['an identity provider of another type', { identityProviders: [{ type: 'saml', name: 'x' }] }],
    [
      'configurationValues that are no string',
      { addons: [{ name: 'x', configurationValues: {} }] },
    ],
  ])('refuses %s', (_, part) => {
    expect(validate({ ...cluster, ...part })).toBe(false);
  });
});
