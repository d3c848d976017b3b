import { allowedWords } from './fields.ts';
import { flow } from './flow.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemaAt } from './schema-at.ts';
import { formatPath, type KeyPath } from './key-path.ts';

const required = { name: 'sock-shop', owner: 'dev', 'access.from': '[203.0.113.10/32]' };
const WIDTH = 100;

/** The reference of every key of a cluster file, as Markdown. */
export function clusterFileDoc(schema: JsonSchema): string {
  const properties = Object.entries(schema.properties ?? {});
  const single = properties.filter(([, { properties: keys }]) => !keys);
  const mappings = properties.filter(([, { properties: keys }]) => keys);
  return `<!-- Made by \`npm run schema\` from config/schema.ts: edits here get lost. -->

# The cluster file

Each cluster has one file: \`clusters/<name>.yaml\`. You must write \`name\`, \`owner\` and \`access.from\`. Every other key
has a default. An editor that knows YAML schemas can complete and check the keys, if the first line of the file is

\`\`\`yaml
# yaml-language-server: $schema=../config/cluster.schema.json
\`\`\`

The smallest one:

\`\`\`yaml
name: ${required.name}
owner: ${required.owner}
access: { from: ${required['access.from']} }
\`\`\`

If something is wrong with the keys, \`npm run synth\` shows all problems of all files at once, each with its place in its
file, and writes nothing. Then it makes the objects, and checks them: for example, whether everything fits on the nodes.
It shows these problems in the same way.

## Keys

${table(single.map(([key, value]) => row([key], value, schema)))}
${mappings.map(([key, value]) => section([key], value)).join('\n')}
## A file with every key

The values are the defaults.

\`\`\`yaml
${fullExample(schema)}\`\`\`
`;
}

/** A cluster file with every key at its default, each with its description. */
export function fullExample(schema: JsonSchema, path: KeyPath = []): string {
  return Object.entries(schema.properties ?? {})
    .map(([key, value]) => {
      const indent = '  '.repeat(path.length);
      const at = [...path, key];
      const comment = wrap(value.description ?? '', WIDTH - indent.length - 2)
        .map((line) => `${indent}# ${line}\n`)
        .join('');
      if (value.properties) return `${comment}${indent}${key}:\n${fullExample(value, at)}`;
      const given = (required as Record<string, string>)[formatPath(at)];
      return `${comment}${indent}${key}: ${given ?? flow(value.default)}\n`;
    })
    .join(path.length === 0 ? '\n' : '');
}

function section(path: KeyPath, schema: JsonSchema): string {
  const rows = rowsBelow(path, schema);
  return `### ${formatPath(path)}\n\n${schema.description ?? ''}\n\n${table(rows)}`;
}

function rowsBelow(path: KeyPath, schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const at = [...path, key];
    return value.properties ? rowsBelow(at, value) : [row(at, value, schema)];
  });
}

function table(rows: readonly string[]): string {
  return `| Key | Values | Default | What it is |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row(path: KeyPath, schema: JsonSchema, parent: JsonSchema): string {
  const isRequired = parent.required?.includes(String(path.at(-1)));
  const byDefault = isRequired ? 'required' : `\`${flow(schema.default)}\``;
  const cells = [
    `\`${formatPath(path)}\``,
    values(path, schema),
    byDefault,
    schema.description ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}

function values(path: KeyPath, schema: JsonSchema): string {
  const { anyOf, items, additionalProperties, properties } = schema;
  if (anyOf) return anyOf.map((each) => values(path, each)).join(', or ');
  if (schema.enum) return schema.enum.map((word) => `\`${word}\``).join(', ');
  if (schema.minimum !== undefined) return `${schema.minimum} to ${schema.maximum}`;
  if (items) return `list: ${values([...path, 0], items)}`;
  if (properties) {
    return Object.entries(properties)
      .map(([key, value]) => `\`${key}\` (${values([...path, key], value)})`)
      .join(', ');
  }
  if (typeof additionalProperties === 'object') {
    return `mapping of names to values: ${values([...path, ''], additionalProperties)}`;
  }
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'null') return '`null`';
  const described = schemaAt(path);
  return (described && allowedWords.get(described)?.allowed) ?? schema.type ?? '';
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
