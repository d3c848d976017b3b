import { isMapping } from '../../config/is-mapping.ts';
import type { Problem } from '../../terminal/problem.ts';
import { type InFile, positionOf } from './position.ts';
import { type Quick, readQuickly } from './quick.ts';
import { errorsOf, isTemplate, type Written, writtenDocuments } from './yaml.ts';

/** An object in a file, and where it stands. */
export interface Parsed extends InFile {
  readonly value: Readonly<Record<string, unknown>>;
}

/** A file, or a part of one, that tools read and kubectl doesn't. */
export interface LeftAlone {
  readonly file: string;
  readonly what: string;
}

/** What a file's text came to. */
export interface ParsedText {
  readonly objects: readonly Parsed[];
  readonly leftAlone: readonly LeftAlone[];
  readonly problems: readonly Problem[];
}

const nothing: ParsedText = { objects: [], leftAlone: [], problems: [] };

/** What lies beside manifests, in words. */
export const TEMPLATE = 'a template';
export const NO_MANIFEST = 'no manifest';
const NO_YAML = 'no YAML';

const MOST_ALIASES = 1000;
// What follows the first errors of a file mostly follows from them.
const MOST_ERRORS = 5;

/** Reads every object of a text as kubectl and eksctl do: YAML 1.1, several documents, lists taken apart. */
export function parseText(file: string, text: string): ParsedText {
  try {
    const quick = readQuickly(text);
    return quick ? together(quick.map((one) => quickObjects(file, one))) : readWithCare(file, text);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    return tooDeep(file);
  }
}

function quickObjects(file: string, { value, text, above }: Quick): ParsedText {
  let known: Written | undefined;
  const written = () => (known ??= writtenDocuments(text, above)[0]!);
  return expand({ file, value, base: '', written });
}

function readWithCare(file: string, text: string): ParsedText {
  const documents = writtenDocuments(text);
  const broken = errorsOf(documents);
  if (isTemplate(text, documents) || (broken.length > 0 && text.includes('{{'))) {
    return { ...nothing, leftAlone: [{ file, what: TEMPLATE }] };
  }
  if (broken.some(({ message }) => message.includes('call stack'))) return tooDeep(file);
  const [first] = documents;
  if (first && broken.length > 0) {
    if (!text.includes('apiVersion')) return { ...nothing, leftAlone: [{ file, what: NO_YAML }] };
    const problems = broken.slice(0, MOST_ERRORS).map((error) => syntaxProblem(file, first, error));
    return { ...nothing, problems };
  }
  return together(documents.map((written) => objectsOf(file, written)));
}

function together(parts: readonly ParsedText[]): ParsedText {
  return {
    objects: parts.flatMap(({ objects }) => objects),
    leftAlone: parts.flatMap(({ leftAlone }) => leftAlone),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function objectsOf(file: string, written: Written): ParsedText {
  const { document } = written;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const message = 'repeats itself through YAML aliases until it would fill the memory';
    return { ...nothing, problems: [{ place: { file }, message, fix: 'write the values out' }] };
  }
  return expand({ file, value, base: '', written: () => written });
}

interface Found extends InFile {
  readonly value: unknown;
}

function expand(found: Found): ParsedText {
  const { file, value, base } = found;
  if (base === '' && (value === null || value === undefined)) return nothing;
  if (!isMapping(value)) {
    if (base === '') return { ...nothing, leftAlone: [{ file, what: NO_MANIFEST }] };
    const what = Array.isArray(value) ? 'a list' : 'a plain value';
    const message = `is ${what} where a Kubernetes object should be`;
    return { ...nothing, problems: [{ place: positionOf(found), message }] };
  }
  if (typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items))
    return { ...nothing, objects: [{ ...found, value }] };
  return together(
    value.items.map((item: unknown, index) =>
      expand({ ...found, value: item, base: `${base && `${base}.`}items[${index}]` }),
    ),
  );
}

function tooDeep(file: string): ParsedText {
  return { ...nothing, problems: [{ place: { file }, message: 'is nested too deeply to read' }] };
}

function syntaxProblem(
  file: string,
  { lines }: Written,
  { code, message, pos }: { code: string; message: string; pos: [number, number] },
): Problem {
  const { line, col } = lines.linePos(pos[0]);
  const plain = message.replace(/ at line \d[\s\S]*$/, '').replace(/(?<=^.{200})[\s\S]+/, '…');
  return {
    place: { file, line, column: col },
    message:
      code === 'DUPLICATE_KEY'
        ? 'this key is there twice; YAML would silently keep one of them'
        : `is not valid YAML: ${plain}`,
  };
}
