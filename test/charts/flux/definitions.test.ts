import { expect, test } from '@jest/globals';
import { readDefinition } from '../../../imports/generate/flux/definition.ts';
import { plainSchema } from '../../../imports/generate/flux/plain-schema.ts';

const definition = `
spec:
  group: example.com
  names: { kind: Widget }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          description: prose
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: { type: string, pattern: "^[a-z]+$", description: prose }
                labels: { type: object, additionalProperties: { type: string } }
                anything: { type: object }
            status: { type: object }
`;

test('a definition becomes a schema of what a person writes', () => {
  const read = readDefinition(definition, 'v1', 'widgets.yaml');
  expect(plainSchema(read)).toMatchObject({
    properties: {
      apiVersion: { enum: ['example.com/v1'] },
      kind: { enum: ['Widget'] },
      spec: {
        type: 'object',
        required: ['size'],
        properties: {
          size: { type: 'string', pattern: '^[a-z]+$' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          anything: { type: 'object', additionalProperties: true },
        },
        additionalProperties: false,
      },
    },
  });
  expect(JSON.stringify(plainSchema(read))).not.toMatch(/prose|status/);
});

test('a version that is gone is named with those that are there', () => {
  expect(() => readDefinition(definition, 'v2', 'widgets.yaml')).toThrow(
    'widgets.yaml has no version v2, only v1.',
  );
});
