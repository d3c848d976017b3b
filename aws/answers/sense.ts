import { NormalizedSchema } from '@smithy/core/schema';
import { isMapping } from '../../config/is-mapping.ts';
import { SenselessAnswer } from './senseless.ts';

/** A type of the service's own model, as the SDK has it. */
export type Model = Parameters<typeof NormalizedSchema.of>[0];

// The longest text that any of the services answers is a template of a MiB.
const LONGEST_TEXT = 2 * 1024 * 1024;

/** Refuses an answer that the service's own model doesn't allow, and one to a question that says nothing at all. */
export function refuseSenseless(command: string, model: Model, answer: object): void {
  const schema = NormalizedSchema.of(model);
  const odd = oddity(schema, answer, '');
  if (odd) throw new SenselessAnswer(odd);
  if (/^(Describe|List|Get)/.test(command) && saysNothing(schema, answer)) {
    throw new SenselessAnswer('there is nothing in it');
  }
}

// AWS answers an empty list where there is nothing; no list at all is somebody else's answer.
function saysNothing(schema: NormalizedSchema, answer: object): boolean {
  return Object.keys(membersOf(schema))
    .filter((member) => !/token$/i.test(member))
    .every((member) => (answer as Record<string, unknown>)[member] === undefined);
}

function oddity(schema: NormalizedSchema, value: unknown, path: string): string | undefined {
  if (value === undefined || schema.isDocumentSchema() || schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) {
    if (!isMapping(value)) return `${path} is not an object`;
    return first(Object.entries(membersOf(schema)), ([member, type]) =>
      // A member that is null is one that is not there.
      oddity(type, value[member] ?? undefined, path ? `${path}.${member}` : member),
    );
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return `${path} is not a list`;
    return first([...value.entries()], ([index, item]) =>
      oddity(schema.getValueSchema(), item, `${path}[${index}]`),
    );
  }
  if (schema.isMapSchema()) {
    if (!isMapping(value)) return `${path} is not an object`;
    return first(Object.entries(value), ([key, item]) =>
      oddity(schema.getValueSchema(), item, `${path}.${key}`),
    );
  }
  return simpleOddity(schema, value, path);
}

function simpleOddity(schema: NormalizedSchema, value: unknown, path: string): string | undefined {
  if (schema.isStringSchema()) {
    if (typeof value !== 'string') return `${path} is not a text`;
    return value.length > LONGEST_TEXT ? `${path} is longer than any text of AWS's` : undefined;
  }
  if (schema.isBooleanSchema()) {
    return typeof value === 'boolean' ? undefined : `${path} is neither true nor false`;
  }
  if (schema.isNumericSchema()) {
    return typeof value === 'number' && !Number.isNaN(value)
      ? undefined
      : `${path} is not a number`;
  }
  if (schema.isTimestampSchema()) {
    return value instanceof Date && !Number.isNaN(value.getTime())
      ? undefined
      : `${path} is not a time`;
  }
  return undefined;
}

function membersOf(schema: NormalizedSchema): Record<string, NormalizedSchema> {
  return schema.isStructSchema() ? schema.getMemberSchemas() : {};
}

function first<T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
