import {
  type Document,
  isAlias,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  Schema,
  type Tags,
  visit,
} from 'yaml';
import type { Problem } from '../../terminal/problem.ts';

/** An object in a file, with the part of the document that it was read from. */
export interface Parsed {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly node: Node;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** What a file's text came to. */
export interface ParsedText {
  readonly objects: readonly Parsed[];
  readonly problems: readonly Problem[];
}

const MOST_ALIASES = 1000;
// What follows the first errors of a file mostly follows from them.
const MOST_ERRORS = 5;

/** Reads every object of a text as kubectl and eksctl do: YAML 1.1, several documents, lists taken apart. */
export function parseText(file: string, text: string): ParsedText {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      uniqueKeys: true,
      version: '1.1',
      schema: likeGo,
      logLevel: 'silent',
    });
    const all = Array.isArray(documents) ? documents : [];
    const broken = all.flatMap((document) => document.errors);
    if (all.some(isTemplate) || (broken.length > 0 && text.includes('{{'))) {
      return { objects: [], problems: [templateProblem(file, text)] };
    }
    if (broken.some(({ message }) => message.includes('call stack'))) return tooDeep(file);
    if (broken.length > 0) {
      return {
        objects: [],
        problems: broken.slice(0, MOST_ERRORS).map((error) => syntaxProblem(file, lines, error)),
      };
    }
    const parts = all.map((document) => objectsOf(file, document, lines));
    return {
      objects: parts.flatMap(({ objects }) => objects),
      problems: parts.flatMap(({ problems }) => problems),
    };
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    return tooDeep(file);
  }
}

// Go's reader, which kubectl and eksctl share, knows neither base-60 numbers nor dates. One for all documents: to make it
// takes longer than to read a small one.
const likeGo = new Schema({
  schema: 'yaml-1.1',
  resolveKnownTags: false,
  merge: true,
  customTags: (tags: Tags): Tags =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' ||
        !(tag.tag === 'tag:yaml.org,2002:timestamp' || ('format' in tag && tag.format === 'TIME')),
    ),
});

function objectsOf(file: string, document: Document, lines: LineCounter): ParsedText {
  const { contents } = document;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const message = 'repeats itself through YAML aliases until it would fill the memory';
    return { objects: [], problems: [{ place: { file }, message, fix: 'write the values out' }] };
  }
  if (!contents || value === null || value === undefined) return { objects: [], problems: [] };
  return expand({ file, document, lines, node: contents as Node, value });
}

interface Found extends Omit<Parsed, 'value'> {
  readonly value: unknown;
}

function expand(found: Found): ParsedText {
  const { file, document, lines, node, value } = found;
  if (!isMapping(value)) {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    const what = Array.isArray(value) ? 'a list' : 'a plain value';
    return {
      objects: [],
      problems: [
        {
          place: { file, line, column: col },
          message: `is ${what} where a Kubernetes object should be`,
          fix: 'separate objects with lines of ---, or put them into items of kind: List',
        },
      ],
    };
  }
  if (typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items))
    return { objects: [{ ...found, value }], problems: [] };
  const items = document.createNode([]);
  const sequence = resolve(document, isMap(node) ? node.get('items', true) : undefined) ?? items;
  const parts = value.items.map((item: unknown, index) =>
    expand({
      ...found,
      value: item,
      node: (isSeq(sequence) && resolve(document, sequence.items[index])) || node,
    }),
  );
  return {
    objects: parts.flatMap(({ objects }) => objects),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function resolve(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document) as Node | undefined;
  return node ? (node as Node) : undefined;
}

// `{{ .Values.x }}` is YAML too: a mapping whose only key is a mapping.
function isTemplate(document: Document): boolean {
  let found = false;
  visit(document, {
    Map(_, map) {
      const [first] = map.items;
      if (!map.flow || !first || !isMap(first.key)) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function templateProblem(file: string, text: string): Problem {
  const before = text.slice(0, text.indexOf('{{')).split('\n');
  return {
    place: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    message: 'is a template ({{ … }}), not a manifest',
    fix: 'render it first and validate what comes out: helm template . | npm run validate -- -',
  };
}

function tooDeep(file: string): ParsedText {
  return { objects: [], problems: [{ place: { file }, message: 'is nested too deeply to read' }] };
}

function syntaxProblem(
  file: string,
  lines: LineCounter,
  { code, message, pos }: { code: string; message: string; pos: [number, number] },
): Problem {
  const { line, col } = lines.linePos(pos[0]);
  const plain = message.replace(/ at line \d[\s\S]*$/, '');
  return {
    place: { file, line, column: col },
    message:
      code === 'DUPLICATE_KEY'
        ? 'this key is there twice; YAML would silently keep one of them'
        : `is not valid YAML: ${plain}`,
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
