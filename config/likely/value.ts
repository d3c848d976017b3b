import { safeParse, type z } from 'zod';
import { isMapping } from '../is-mapping.ts';
import { keysOf, kindOf, unwrap } from '../schema-at.ts';
import { normalise } from '../../terminal/suggest.ts';
import { likelyNumbers, nearestBy, units } from './number.ts';
import { otherForms } from './other-forms.ts';
import { likelyTexts } from './text.ts';

type Schema = z.ZodType;
// A longer list is not written in one line.
const MOST_ITEMS = 20;

type Mapping = Readonly<Record<string, unknown>>;

/** The value that a schema takes and that someone most likely meant who wrote one that it refuses. */
export function likelyValue(value: unknown, wanted: Schema, region: string): unknown {
  const schema = unwrap(wanted);
  for (const candidate of candidates(value, schema, region)) {
    if (candidate !== undefined && safeParse(schema, candidate).success) return candidate;
  }
  return undefined;
}

function* candidates(value: unknown, schema: Schema, region: string): Generator<unknown> {
  yield value;
  switch (kindOf(schema)) {
    case 'array':
      return yield* lists(value, schema as z.ZodArray<Schema>, region);
    case 'object':
      return yield* mappings(value, keysOf(schema), region);
    case 'record':
      return yield pairsIn(value);
    default: {
      const single = singleIn(value);
      if (typeof single === 'object' || single === undefined) return;
      yield single;
      yield* singles(String(single), schema, region);
    }
  }
}

// A list's first, or what a mapping holds under its only key.
function singleIn(value: unknown): unknown {
  if (Array.isArray(value)) return value[0];
  if (!isMapping(value)) return value;
  const held = Object.values(value);
  return held.length === 1 && typeof held[0] === 'string' ? held[0] : undefined;
}

function* singles(text: string, schema: Schema, region: string): Generator<unknown> {
  const { read } = otherForms.get(schema) ?? {};
  switch (kindOf(schema)) {
    case 'boolean':
      return yield truthOf(text);
    case 'number':
      return yield* likelyNumbers(text, units.get(schema)?.unit);
    case 'literal': {
      const numbers = likelyNumbers(text, units.get(schema)?.unit);
      return yield* numbers.map((number) =>
        nearestBy((schema as z.ZodLiteral).values, (value) => Math.abs(Number(value) - number)),
      );
    }
    case 'enum': {
      yield* likelyTexts(text, region, read);
      const words = optionsOf(schema);
      const alike = words.filter((word) => isPart(text, word) || isPart(word, text));
      return alike.length === 1 ? yield alike[0] : undefined;
    }
    default:
      return yield* likelyTexts(text, region, read);
  }
}

function truthOf(text: string): boolean | undefined {
  if (/^(yes|on|true|y|1|enabled?)$/i.test(text)) return true;
  return /^(no|off|false|n|0|disabled?|none)$/i.test(text) ? false : undefined;
}

// Of a few letters, too much would be a part.
function isPart(part: string, whole: string): boolean {
  return part.length > 2 && normalise(whole).includes(normalise(part));
}

function optionsOf(schema: Schema): string[] {
  return kindOf(schema) === 'enum' ? (schema as z.ZodEnum).options.map(String) : [];
}

function* lists(value: unknown, { element }: z.ZodArray<Schema>, region: string) {
  const each = (items: readonly unknown[]) =>
    items.map((item) => likelyValue(item, element, region) ?? item);
  if (typeof value === 'string' && /^(all|any|\*)$/i.test(value)) yield optionsOf(unwrap(element));
  const items = typeof value === 'string' ? pieces(value) : [value].flat();
  if (items.length <= MOST_ITEMS) yield each(items);
  const [first = '', second = ''] = Object.keys(keysOf(unwrap(element)));
  if (isMapping(value)) {
    yield Object.entries(value).map(([key, inner]) => ({
      [first]: key,
      ...(isMapping(inner) ? inner : inner !== null && { [second]: inner }),
    }));
  }
}

function* mappings(value: unknown, keys: Readonly<Record<string, Schema>>, region: string) {
  if (isMapping(value)) return;
  const merged = pairsIn(value);
  if (merged) {
    yield Object.fromEntries(
      Object.entries(merged).map(([key, inner]) => [
        key,
        (keys[key] && likelyValue(inner, keys[key], region)) ?? inner,
      ]),
    );
  }
  if (typeof value === 'string' && keys[value]) yield { [value]: true };
  // Where it fits more than one key, nobody knows which.
  const takes = (test: (schema: Schema) => unknown) =>
    Object.entries(keys).flatMap(([key, schema]) => {
      const found = test(schema);
      return found === undefined ? [] : [{ [key]: found }];
    });
  const exact = takes((schema) => (safeParse(unwrap(schema), value).success ? value : undefined));
  const near = exact.length > 0 ? exact : takes((schema) => likelyValue(value, schema, region));
  if (near.length === 1) yield near[0];
}

// team=a, team: a, or the { Key, Value } of AWS, alone or in a list.
function pairsIn(value: unknown): Mapping | undefined {
  const items = typeof value === 'string' ? value.split(/ *[,;] */) : [value].flat();
  const pairs = items.map(pairOf);
  const merged: Mapping = Object.assign({}, ...pairs);
  const count = pairs.reduce((sum, pair) => sum + Object.keys(pair ?? {}).length, 0);
  // Two of one key are two things.
  const isOne = count === Object.keys(merged).length;
  return isOne && pairs.every((pair) => pair !== undefined) ? merged : undefined;
}

function pairOf(item: unknown): Mapping | undefined {
  if (isMapping(item)) {
    const { Key = item.key ?? item.name, Value = item.Value ?? item.value } = item;
    return typeof Key === 'string' && Value !== undefined ? { [Key]: Value } : item;
  }
  const [, key, inner] = (typeof item === 'string' && /^([^=:\s]+) *[=:] *(.+)$/.exec(item)) || [];
  return key && inner ? { [key]: inner } : undefined;
}

function pieces(text: string): string[] {
  return text.split(/[\s,;]+/).flatMap((piece) => piece.replace(/^-/, '') || []);
}
