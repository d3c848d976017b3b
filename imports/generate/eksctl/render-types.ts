import { compile } from 'json-schema-to-typescript';
import type { SchemaDocument } from './json-schema.ts';

type CompilerInput = Parameters<typeof compile>[0];

const HEADER = `// Generated from eksctl's JSON schema by \`npm run import -- eksctl\`; edits here get lost.
// eksctl's descriptions are left out: see https://eksctl.io/usage/schema.
`;

// The compiler notes on each part that nothing refers to; that helps nobody who uses it.
const COMMENT = /\/\*\*[^]*?\*\/\n/g;

/** TypeScript declarations: ClusterConfig and each of its named parts. */
export async function renderTypes(schema: SchemaDocument): Promise<string> {
  const { ClusterConfig, ...parts } = schema.definitions;
  const root = structuredClone({ ...ClusterConfig, definitions: parts }) as CompilerInput;
  const types = await compile(root, 'ClusterConfig', {
    bannerComment: HEADER,
    format: false,
    unreachableDefinitions: true,
  });
  return types.replaceAll(COMMENT, '');
}
