import {
  defineMappingTag,
  defineScalarTag,
  loadAll,
  mapTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
} from 'js-yaml';
import { isScalar, type ScalarTag } from 'yaml';
import { likeGo } from './yaml.ts';

/** A document that was read without its nodes, and the part of the text that it stands in. */
export interface Quick {
  readonly value: unknown;
  readonly text: string;
  /** How many lines of the text are above it. */
  readonly above: number;
}

// Where the other reader's stack ends, V8 may end the whole process.
const DEEPEST = 500;

// Directives, ends of documents, marks with blanks before them, tabs as indentation; other line ends; anchors.
const odd = /(?<![^\n])(?:%|\.\.\.| +(?:---|\.\.\.)| *\t)|\r(?!\n)|\ufeff|(?<![^\s[{,])&[^\s&]/;

/**
 * Reads a text's documents as `writtenDocuments` does, in a fifth of the time; undefined where there is anything that
 * the two may read differently: errors, anchors, tags, merges, odd keys, directives. Throws a RangeError where the text is
 * nested too deeply.
 */
export function readQuickly(text: string): Quick[] | undefined {
  if (odd.test(text)) return undefined;
  const parts = partsOf(text);
  const values = valuesOf(text);
  if (values?.length !== parts.length) return undefined;
  return parts.map((part, index) => ({ ...part, value: values[index] }));
}

function partsOf(text: string): Omit<Quick, 'value'>[] {
  let above = 0;
  const parts = text.split(/(?<![^\n])(?=---(?:[ \t\r\n]|$))/).map((part) => {
    const here = { text: part, above };
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) above++;
    return here;
  });
  // What is above the first line of --- is a document if there is anything but comments.
  return /^(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$))*$/.test(parts[0]!.text) ? parts.slice(1) : parts;
}

function valuesOf(text: string): unknown[] | undefined {
  try {
    return loadAll(text, { schema, maxAliases: 0, maxDepth: DEEPEST });
  } catch (error) {
    if (String(error).includes('maxDepth')) throw new RangeError('nested too deeply');
    return undefined;
  }
}

const scalarTags = likeGo.tags.filter(
  (tag): tag is ScalarTag => tag.default === true && 'test' in tag && tag.test !== undefined,
);

const scalar = (tag: string, implicit: boolean, read: (source: string) => unknown) =>
  defineScalarTag(tag, {
    implicit,
    resolve: (source, isExplicit) => (isExplicit ? NOT_RESOLVED : read(source)),
    identify: () => false,
  });

// Nothing but what begins so is ever anything but text.
const maybeNoText = /^(?:[-+.\d~nNtTfFyYoO]|$)/;

function readPlain(source: string): unknown {
  if (!maybeNoText.test(source)) return source;
  const tag = scalarTags.find(({ test }) => test!.test(source));
  if (!tag) return source;
  const value = tag.resolve(source, refuse, {});
  return isScalar(value) ? value.value : value;
}

const mapping = defineMappingTag('tag:yaml.org,2002:map', {
  ...mapTag,
  addPair: (map, key, value) =>
    typeof key !== 'string' || key === '<<' || key === '__proto__'
      ? 'is a key to read with care'
      : mapTag.addPair(map, key, value),
});

const schema = new Schema([
  scalar('tag:yaml.org,2002:str', false, (source) => source),
  scalar('plain', true, readPlain),
  seqTag,
  mapping,
]);

function refuse(message: string): never {
  throw new Error(message);
}
