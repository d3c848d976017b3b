import { mapSchema, refName, refTo } from './json-schema.ts';
import type { Definitions } from './json-schema.ts';

/**
 * The definitions under names that are TypeScript identifiers and valid JSON pointers:
 * `github.com|aws|aws-sdk-go-v2|aws|arn.ARN` becomes `ARN`, and `taintsWrapper` `TaintsWrapper`.
 */
export function shortenNames(definitions: Definitions): Definitions {
  const shortened: Definitions = {};
  for (const [name, schema] of Object.entries(definitions)) {
    const short = shortName(name);
    if (aliasOf(definitions, name) === short) continue;
    if (short in shortened) throw new Error(`two definitions would be called ${short}`);
    shortened[short] = mapSchema(schema, (each) =>
      each.$ref === undefined ? each : refTo(shortName(refName(each.$ref))),
    );
  }
  return shortened;
}

const shortName = (name: string): string => {
  const last = name.slice(Math.max(...['|', '.', '/'].map((mark) => name.lastIndexOf(mark))) + 1);
  return last.charAt(0).toUpperCase() + last.slice(1);
};

/** The short name of another definition that this one merely points at. */
const aliasOf = (definitions: Definitions, name: string): string | undefined => {
  const ref = definitions[name]?.$ref;
  return ref !== undefined && refName(ref) !== name ? shortName(refName(ref)) : undefined;
};
