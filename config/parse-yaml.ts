import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLError,
} from 'yaml';
import { describeSyntax } from './describe-syntax.ts';
import { excessOf, MOST_ENTRIES } from './excess.ts';
import { foreignTo } from './foreign.ts';
import { firstLineTooFarIn, isSpread, type Lines, linesTooFarIn } from './indentation.ts';
import { openingsIn } from './opening.ts';
import { slipProblem, slipsBehind } from './slips.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';

const MOST_ALIASES = 100;
// No more problems are shown anyway.
const MOST_TRACED = 50;
const LONGEST_SIGN = 20;

/** One YAML document: its nodes, its plain value, and the lines that offsets lie on. */
export interface ParsedYaml {
  readonly document: Document;
  readonly value: unknown;
  readonly lines: LineCounter;
}

/** Parses a text that must be one YAML mapping; throws every problem of syntax at once. */
export function parseYaml(file: string, text: string): ParsedYaml {
  const fail = (message: string, fix?: string): never => {
    throw new ProblemsError([{ place: { file }, message, fix }]);
  };
  const excess = excessOf(text);
  if (excess) throw new ProblemsError([{ place: { file }, ...excess }]);
  const foreign = foreignTo(file, text);
  if (foreign) throw new ProblemsError([foreign]);
  const lines = new LineCounter();
  const all = { file, text, counter: lines };
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    // Left to keyProblems below, which takes no quadratic time.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  const errors = [...documents].flatMap((each) => [...each.errors, ...each.warnings]);
  if (errors.length > 0) throw new ProblemsError(syntaxProblems(documents, errors, all));
  if (!document?.contents || (isScalar(document.contents) && document.contents.value === null)) {
    return fail('is empty', 'write at least name, owner and access.from');
  }
  if (second) {
    throw new ProblemsError([
      {
        place: place(second.range[0]),
        message: 'holds more than one YAML document; a cluster file is one cluster',
        fix: 'move what follows --- to a separate file',
      },
    ]);
  }
  if (!isMap(document.contents)) {
    const slips = slipsBehind(all, [0]);
    if (slips.length > 0) throw new ProblemsError(slips.map((slip) => slipProblem(all, slip)));
    return fail(
      'is not a mapping of keys to values',
      isSeq(document.contents)
        ? 'remove the - at the beginning of each line'
        : 'write `key: value`, with a space after the colon',
    );
  }
  const problems = keyProblems(document, place);
  if (problems.length > 0) throw new ProblemsError(problems);
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    // Throws on an alias inside of what it refers to.
    JSON.stringify(value);
    return { document, value, lines };
  } catch {
    return fail(
      'repeats itself through YAML aliases until it would fill the memory',
      'write the values out',
    );
  }
}

function syntaxProblems(
  documents: ReturnType<typeof parseAllDocuments>,
  errors: readonly YAMLError[],
  lines: Lines,
): Problem[] {
  const [document] = Array.isArray(documents) ? documents : [];
  const first = document && errors[0] && firstLineTooFarIn(lines, document, errors[0]);
  if (first) return [first];
  const slips = slipsBehind(
    lines,
    errors.map(({ pos: [at] }) => at),
  );
  const tooFarIn = linesTooFarIn(lines, errors);
  const opening = openingsIn(documents as Document[]);
  // Behind what ends the document too early, or a list on the line of its key, everything is wrong.
  const end = errors.find(({ message }) => /in YAML stream|same line with key/.test(message))
    ?.pos[0];
  const follows = ({ pos: [at] }: YAMLError) =>
    at > (end ?? Infinity) || slips.some(({ from, to }) => from <= at && at <= to);
  const { file, text, counter } = lines;
  return [
    ...slips.map((slip) => slipProblem(lines, slip)),
    ...errors
      .filter((error, index) => !isSpread(error, errors[index - 1]) && !follows(error))
      .map((error, index): Problem => {
        const { line, col } = counter.linePos(index < MOST_TRACED ? opening(error) : error.pos[0]);
        return (
          tooFarIn.get(error) ?? {
            place: { file, line, column: col },
            ...describeSyntax(error, text.slice(error.pos[0], error.pos[0] + LONGEST_SIGN)),
          }
        );
      }),
  ];
}

function keyProblems(document: Document, place: (offset: number) => Problem['place']): Problem[] {
  const problems: Problem[] = [];
  const add = (offset: number, message: string, fix?: string) =>
    problems.push({ place: place(offset), message, fix });
  const pairProblem = (pair: Pair, seen: Map<string, number>) => {
    const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    if (!isScalar(pair.key))
      return add(offset, 'has a key that is not a single word', 'write key: value');
    const key = String(pair.key.value);
    const first = seen.get(key);
    if (first !== undefined) {
      const { line = 0 } = place(first);
      return add(
        offset,
        `the key ${key} is there twice, first in line ${line}: YAML would silently keep one of them`,
        'remove one',
      );
    }
    seen.set(key, offset);
    if (key === '<<') {
      add(offset, '<< is a merge key, which YAML 1.2 no longer has', 'write the values out');
    }
    if (key === '__proto__')
      add(offset, "no key can be called __proto__, which is JavaScript's own", 'rename it');
    return undefined;
  };
  const anchors = new Set<string>();
  visit(document, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) {
        const { source } = node;
        if (!anchors.has(source))
          add(
            offset,
            `*${source} refers to nothing: no &${source} is above`,
            `put it in quotes if it is text: "*${source}"`,
          );
        return;
      }
      if (node.anchor) anchors.add(node.anchor);
      if (isCollection(node) && node.items.length > MOST_ENTRIES) {
        problems.push({
          place: place(offset),
          message: `holds ${node.items.length.toLocaleString('en-US')} entries, far more than a cluster file needs`,
          allowed: `up to ${MOST_ENTRIES.toLocaleString('en-US')}`,
        });
      } else if (isMap(node)) {
        const seen = new Map<string, number>();
        for (const pair of node.items) pairProblem(pair, seen);
      }
    },
  });
  return problems;
}
