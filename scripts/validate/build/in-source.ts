import { at, text } from '../../../checks/values.ts';
import type { Affixes, Input } from '../input.ts';
import { type Parsed, parseText } from '../parse.ts';
import { writtenDocuments } from '../yaml.ts';
import { templatesIn } from './templates-in.ts';

const parsed = new WeakMap<Input, readonly Parsed[]>();

/**
 * Objects that a program made, at the places of those that it made them of; or else at the beginning of their template, or
 * of the file that says how.
 */
export function inSource(objects: readonly Parsed[], built: Input): Parsed[] {
  const { file, parts = [], affixes } = built;
  const sources = new Map(
    parts.flatMap(objectsIn).map((object) => [keyOf(object), object] as const),
  );
  const templateOf = templatesIn(built);
  return objects.map((object) => {
    const source = namesBefore(nameOf(object), affixes)
      .map((name) => sources.get(keyOf(object, name)))
      .find((one) => one !== undefined);
    if (source) return { ...source, value: object.value };
    return { ...object, file: templateOf(object) ?? file, base: '', written: nowhere };
  });
}

function objectsIn(part: Input): readonly Parsed[] {
  const known = parsed.get(part) ?? parseText(part.file, part.text).objects;
  parsed.set(part, known);
  return known;
}

function keyOf({ value }: Parsed, name = nameOf({ value })): string {
  return `${text(value.kind)} ${name}`;
}

function nameOf({ value }: Pick<Parsed, 'value'>): string {
  return text(at(value, 'metadata', 'name')) ?? '';
}

/** A name, and what it may have been before kustomizations put something around it; the longest first. */
function namesBefore(name: string, { prefixes, suffixes }: Affixes = noAffixes): string[] {
  const names = new Set([name]);
  for (const one of names) {
    for (const prefix of prefixes) if (one.startsWith(prefix)) names.add(one.slice(prefix.length));
    for (const suffix of suffixes)
      if (one.endsWith(suffix)) names.add(one.slice(0, -suffix.length));
  }
  return [...names].sort((a, b) => b.length - a.length);
}

const noAffixes: Affixes = { prefixes: [], suffixes: [] };

const nowhere = () => writtenDocuments('{}')[0]!;
