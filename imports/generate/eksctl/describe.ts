import type { Definitions } from './json-schema.ts';
import { lines } from './lines.ts';

/** The definitions with the line of each key as its description. */
export function describe(definitions: Definitions): Definitions {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const properties = Object.entries(definition.properties ?? {}).map(([key, schema]) => {
        const description = lines[name]?.[key];
        return [key, description === undefined ? schema : { description, ...schema }] as const;
      });
      return [
        name,
        properties.length > 0
          ? { ...definition, properties: Object.fromEntries(properties) }
          : definition,
      ];
    }),
  );
}

/** The types with the line of each key above it. */
export function comment(types: string): string {
  let name = '';
  return types
    .split('\n')
    .map((text) => {
      name = /^export interface (\w+)/.exec(text)?.[1] ?? name;
      const line = lines[name]?.[/^\s*(\w+)\??:/.exec(text)?.[1] ?? ''];
      return line === undefined ? text : `/** ${line} */\n${text}`;
    })
    .join('\n');
}

/** Which keys of the schema have no line, and which lines have no key. */
export function unmatchedLines(definitions: Definitions): string[] {
  const keysOf = (table: Readonly<Record<string, object>>) =>
    Object.entries(table).flatMap(([name, keys]) =>
      Object.keys(keys).map((key) => `${name}.${key}`),
    );
  const keys = keysOf(
    Object.fromEntries(
      Object.entries(definitions).map(([name, { properties }]) => [name, properties ?? {}]),
    ),
  );
  const told = keysOf(lines);
  return [
    ...keys.filter((key) => !told.includes(key)).map((key) => `no line for ${key}`),
    ...told.filter((key) => !keys.includes(key)).map((key) => `a line for ${key}, which is no key`),
  ];
}
