import { at, text } from '../../../checks/values.ts';
import type { Input } from '../input.ts';
import { type Parsed, parseText } from '../parse.ts';
import { writtenDocuments } from '../yaml.ts';
import { templatesIn } from './templates-in.ts';

const parsed = new WeakMap<Input, readonly Parsed[]>();

/**
 * Objects that a program made, at the places of those that it made them of; or else at the beginning of their template, or
 * of the file that says how.
 */
export function inSource(objects: readonly Parsed[], built: Input): Parsed[] {
  const { file, parts = [] } = built;
  const sources = new Map(
    parts.flatMap(objectsIn).map((object) => [nameOf(object), object] as const),
  );
  const templateOf = templatesIn(built);
  return objects.map((object) => {
    const source = sources.get(nameOf(object));
    if (source) return { ...source, value: object.value };
    return { ...object, file: templateOf(object) ?? file, base: '', written: nowhere };
  });
}

function objectsIn(part: Input): readonly Parsed[] {
  const known = parsed.get(part) ?? parseText(part.file, part.text).objects;
  parsed.set(part, known);
  return known;
}

function nameOf({ value }: Parsed): string {
  return `${text(value.kind)} ${text(at(value, 'metadata', 'name'))}`;
}

const nowhere = () => writtenDocuments('{}')[0]!;
