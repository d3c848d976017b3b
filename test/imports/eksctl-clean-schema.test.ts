import { describe, expect, test } from '@jest/globals';
import { cleanSchema } from '../../imports/generate/eksctl/clean-schema.ts';
import type { Definitions } from '../../imports/generate/eksctl/json-schema.ts';

const clean = (definitions: Definitions) =>
  cleanSchema({
    $ref: '#/definitions/ClusterConfig',
    type: 'object',
    definitions: { ClusterConfig: { properties: {} }, ...definitions },
  });

const definitionsOf = (definitions: Definitions): Definitions =>
  clean(definitions).schema.definitions;

describe('cleanSchema', () => {
  test('leaves the root a reference without siblings', () => {
    const { definitions: _, ...root } = clean({}).schema;
    expect(root).toEqual({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $ref: '#/definitions/ClusterConfig',
    });
  });

  test('drops descriptions, defaults and orders, but not properties of those names', () => {
    const prose = { description: 'x', default: 'x', preferredOrder: ['a'], title: 'x' };
    const properties = { description: { type: 'string', ...prose } };
    expect(definitionsOf({ A: { properties, additionalProperties: false, ...prose } }).A).toEqual({
      type: 'object',
      properties: { description: { type: 'string' } },
      additionalProperties: false,
    });
  });

  test('shortens Go names and what refers to them', () => {
    const go = 'github.com|aws|aws-sdk-go-v2|service|eks|types.AccessScopeType';
    const definitions = definitionsOf({
      AccessScope: { properties: { type: { $ref: `#/definitions/${go}` } } },
      [go]: { type: 'string' },
    });
    expect(definitions.AccessScopeType).toEqual({ type: 'string' });
    expect(definitions.AccessScope?.properties?.type).toEqual({
      $ref: '#/definitions/AccessScopeType',
    });
  });

  test('refuses two definitions of one short name', () => {
    expect(() => clean({ 'a.Thing': { type: 'string' }, 'b.Thing': { type: 'string' } })).toThrow(
      'two definitions would be called Thing',
    );
  });

  test('makes the untyped ARN and its alias one string', () => {
    const definitions = definitionsOf({
      ARN: { $ref: '#/definitions/github.com|aws|arn.ARN' },
      'github.com|aws|arn.ARN': {},
    });
    expect(definitions.ARN).toEqual({ type: 'string' });
  });

  test('makes vpcGatewayID optional', () => {
    const required = ['vpcGatewayID', 'remoteNodeNetworks'];
    expect(definitionsOf({ RemoteNetworkConfig: { required, properties: {} } })).toMatchObject({
      RemoteNetworkConfig: { required: ['remoteNodeNetworks'] },
    });
  });

  test('merges an identity provider with its only kind', () => {
    const definitions = definitionsOf({
      IdentityProvider: {
        required: ['type'],
        properties: { type: { type: 'string', enum: ['oidc'] } },
        oneOf: [{ $ref: '#/definitions/OIDCIdentityProvider' }],
      },
      OIDCIdentityProvider: {
        required: ['name'],
        properties: { name: { type: 'string' } },
        additionalProperties: false,
      },
    });
    expect(definitions.IdentityProvider).toEqual({
      type: 'object',
      required: ['type', 'name'],
      properties: { type: { type: 'string', enum: ['oidc'] }, name: { type: 'string' } },
      additionalProperties: false,
    });
  });

  test('takes taints as a list or as a map', () => {
    const taintsWrapper = { type: 'array', items: { type: 'string' } };
    expect(definitionsOf({ taintsWrapper }).TaintsWrapper).toEqual({
      anyOf: [taintsWrapper, { type: 'object', additionalProperties: { type: 'string' } }],
    });
  });

  test('names the corrections that eksctl has made itself', () => {
    const { unneeded } = clean({ ARN: { type: 'string' } });
    expect(unneeded).toContain('ARN (untyped, but written and read as a string)');
  });
});
