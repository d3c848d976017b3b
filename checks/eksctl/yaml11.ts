import { isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Pair, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { About, Finding } from '../check.ts';
import { joinPath } from './place.ts';
import { branchFor, childSchema, rootSchema, type Schema } from './schema.ts';

const about: About = {
  id: 'eksctl/yaml11',
  severity: 'broken',
  why: "eksctl reads YAML 1.1 and only a file's first document, so some words mean something else than intended.",
  remedy: 'Put the word in quotes.',
};

/**
 * What eksctl, which reads YAML 1.1 and only a file's first document, would read otherwise than
 * it is meant, in the text of a ClusterConfig.
 */
export const findYaml11Traps = Object.assign(trapsIn, { about });

function trapsIn(file: string, text: string): Finding[] {
  return trapsOf(file, readAs11(text));
}

/** The first document of a text as eksctl reads it, or undefined where it is not YAML. */
export function parseClusterConfig(text: string): unknown {
  return valueOf(readAs11(text));
}

/** Both of them, from one reading of the text, which takes most of the time. */
export function readClusterConfig(
  file: string,
  text: string,
): { readonly traps: readonly Finding[]; readonly value: unknown } {
  const read = readAs11(text);
  // First, because the value leaves its words in the nodes.
  const traps = trapsOf(file, read);
  return { traps, value: valueOf(read) };
}

interface Read {
  readonly documents: readonly Document.Parsed[];
  readonly lines: LineCounter;
  readonly error?: unknown;
}

function readAs11(text: string): Read {
  const lines = new LineCounter();
  try {
    return { documents: parseAs11(text, lines), lines };
  } catch (error) {
    return { documents: [], lines, error };
  }
}

function trapsOf(file: string, { documents, lines, error }: Read): Finding[] {
  const report: Report = (offset, finding) => {
    const { line, col } = lines.linePos(offset);
    return { check: about.id, file, line, column: col, ...finding };
  };
  try {
    if (error !== undefined) throw error;
    const [first, ...further] = documents;
    return first ? Array.from(traps(first, further, report)) : [];
  } catch (reason) {
    // Aside from syntax, which is not an exception here, only the depth of what is nested has an end.
    return [report(0, { message: `can't be read as YAML: ${String(reason)}` })];
  }
}

function valueOf({ documents: [document] }: Read): unknown {
  if (!document || document.errors.length) return undefined;
  try {
    visit(document, {
      Scalar(key, node) {
        if (!isPlain(node)) return;
        const value = readScalar(node.source);
        node.value = key === 'key' ? String(value) : value;
      },
    });
    return document.toJS();
  } catch {
    return undefined;
  }
}

type Report = (
  offset: number,
  finding: Pick<Finding, 'message' | 'path' | 'value' | 'fix'>,
) => Finding;

// With the failsafe schema every scalar stays the text it is; eksctl's reader is imitated below.
function parseAs11(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    merge: true,
    lineCounter,
    logLevel: 'silent',
  });
  // No document at all is an empty stream, with properties of its own.
  return 'empty' in documents ? [] : documents;
}

function* traps(
  first: Document.Parsed,
  further: readonly Document.Parsed[],
  report: Report,
): Generator<Finding> {
  const [error] = first.errors;
  if (error) {
    const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
    yield report(error.pos[0], { message: `can't be read as YAML: ${reason}` });
  }
  yield* walk(first.contents, rootSchema(), '', report);
  const lost = further.map(({ contents }) => contents).find((contents) => !isEmpty(contents));
  if (lost) {
    yield report(lost.range[0], {
      message: 'eksctl reads only the first document of a file, and this is another',
      fix: 'put it into a separate file',
    });
  }
}

function isEmpty(contents: ParsedNode | null): boolean {
  return !contents || (isScalar(contents) && !contents.source);
}

function* walk(node: unknown, schema: Schema, path: string, report: Report): Generator<Finding> {
  if (isMap(node)) yield* walkMap(node, branchFor(schema, 'object'), path, report);
  if (isSeq(node)) {
    const item = childSchema(branchFor(schema, 'array'), 0);
    for (const [index, child] of node.items.entries()) {
      yield* walk(child, item, `${path}[${index}]`, report);
    }
  }
  if (isScalar(node) && isPlain(node)) {
    const message = valueTrap(node.source, branchFor(schema, 'string').type);
    if (message) yield scalarFinding(node, message, path, report);
  }
}

function* walkMap(map: YAMLMap, schema: Schema, path: string, report: Report): Generator<Finding> {
  for (const { key, value } of map.items.filter((pair): pair is Pair => isPair(pair))) {
    if (!isScalar(key)) continue;
    const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
    const below = joinPath(path, name);
    if (isPlain(key)) {
      const read = String(readScalar(key.source));
      const message = `eksctl reads the key ${key.source} as ${read}`;
      if (read !== key.source) yield scalarFinding(key, message, below, report);
    }
    // What is merged in belongs here itself.
    const merged = key.source === '<<' && key.type === 'PLAIN';
    yield* merged
      ? walk(value, schema, path, report)
      : walk(value, childSchema(schema, name), below, report);
  }
}

type PlainScalar = Scalar & { readonly source: string };

function isPlain(node: Scalar): node is PlainScalar {
  // The key of a merge is a symbol.
  const isText = node.source !== undefined && typeof node.value !== 'symbol';
  return node.type === 'PLAIN' && !node.tag && isText;
}

function scalarFinding(node: PlainScalar, message: string, path: string, report: Report): Finding {
  const fix = `write ${JSON.stringify(node.source)}`;
  return report(node.range?.[0] ?? 0, { path, value: node.source, message, fix });
}

function valueTrap(source: string, wanted: string | undefined): string | undefined {
  const read = readScalar(source);
  if (read === null || typeof read === 'string') return undefined;
  const reading = `eksctl reads ${source} without quotes as ${read}`;
  if (wanted === 'string') return `${reading}, and needs a string`;
  if (typeof read === 'number' && !Number.isFinite(read)) return `eksctl can't read ${source}`;
  // `yes` for true and `1_000` for 1000 are what they mean where a boolean or number belongs.
  const meant = Number(source.replaceAll('_', ''));
  if (wanted !== undefined)
    return typeof read === 'boolean' || read === meant ? undefined : reading;
  return Object.is(read, readAs12(source)) ? undefined : reading;
}

const trueWords = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const falseWords = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const nullWords = ['', '~', 'null', 'Null', 'NULL'];
const integer = /^[-+]?(0x[\da-f]+|0b[01]+|0o?[0-7]+|[1-9]\d*|0)$/i;
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i;
const infinite = /^[-+]?\.(inf|Inf|INF)$/;

// As Go's yaml.v2 does it, which knows no numbers of base 60 and leaves dates as strings.
function readScalar(source: string): string | number | boolean | null {
  if (nullWords.includes(source)) return null;
  if (trueWords.includes(source)) return true;
  if (falseWords.includes(source)) return false;
  if (infinite.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  if (['.nan', '.NaN', '.NAN'].includes(source)) return NaN;
  const plain = /^[-+\d]/.test(source) ? source.replaceAll('_', '') : source;
  if (integer.test(plain)) return readInteger(plain);
  return float.test(plain) ? Number(plain) : source;
}

function readInteger(plain: string): number {
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '');
  const isOctal = /^0\d/.test(digits);
  return sign * (isOctal ? parseInt(digits, 8) : Number(digits)) || 0;
}

function readAs12(source: string): string | number | boolean {
  if (['true', 'True', 'TRUE'].includes(source)) return true;
  if (['false', 'False', 'FALSE'].includes(source)) return false;
  const isNumber = /^([-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(source) || float.test(source);
  return isNumber ? Number(source) || 0 : source;
}
