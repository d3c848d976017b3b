import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLError,
} from 'yaml';
import { excessOf, MOST_ENTRIES } from './excess.ts';
import { firstLineTooFarIn, isSpread, linesTooFarIn } from './indentation.ts';
import { openingsIn } from './opening.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';

const MOST_ALIASES = 100;
// No more problems are shown anyway.
const MOST_TRACED = 50;

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
  const lines = new LineCounter();
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
  if (errors.length > 0) {
    const all = { file, text, counter: lines };
    const first = document && firstLineTooFarIn(all, document, errors[0]!);
    if (first) throw new ProblemsError([first]);
    const tooFarIn = linesTooFarIn(all, errors);
    const opening = openingsIn(documents as Document[]);
    throw new ProblemsError(
      errors
        .filter((error, index) => !isSpread(error, errors[index - 1]))
        .map(
          (error, index) =>
            tooFarIn.get(error) ?? {
              place: place(index < MOST_TRACED ? opening(error) : error.pos[0]),
              ...describeSyntax(error),
            },
        ),
    );
  }
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
    return fail(
      'is not a mapping of keys to values',
      'write `key: value`, with a space after the colon',
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

function keyProblems(document: Document, place: (offset: number) => Problem['place']): Problem[] {
  const problems: Problem[] = [];
  const add = (offset: number, message: string, fix?: string) =>
    problems.push({ place: place(offset), message, fix });
  const pairProblem = (pair: Pair, seen: Map<string, number>) => {
    const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    if (!isScalar(pair.key)) return add(offset, 'has a key that is not a single word');
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
      add(offset, "no key can be called __proto__, which is JavaScript's own");
    return undefined;
  };
  const anchors = new Set<string>();
  visit(document, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) {
        const { source } = node;
        if (!anchors.has(source))
          add(offset, `*${source} refers to nothing: no &${source} is above`);
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

function describeSyntax({ code, message }: YAMLError): Pick<Problem, 'message' | 'fix'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: 'is indented by a tab; YAML takes spaces only' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'is not valid YAML: a second key on one line',
        fix: 'put the value in quotes, or the inner key on a separate line',
      };
    case 'BAD_SCALAR_START':
      return { message: `is not valid YAML: ${message}`, fix: 'put the value in quotes' };
    case 'TAG_RESOLVE_FAILED':
      return {
        message: `has the tag ${message.replace(/^.*?: /, '').replace('tag:yaml.org,2002:', '!!')}, which means nothing in a cluster file`,
        fix: 'leave it out',
      };
    case 'MISSING_CHAR': {
      const quote = /closing (["'])quote/.exec(message)?.[1];
      return {
        message: quote
          ? `is not valid YAML: the ${quote} that begins here has no end`
          : `is not valid YAML: ${message}`,
      };
    }
    case 'RESOURCE_EXHAUSTION':
      return { message: 'is nested far deeper than a cluster file ever is' };
    default: {
      if (message === 'All mapping items must start at the same column') {
        return {
          message: 'begins in another column than the keys beside it',
          fix: 'begin it with as many spaces as they have',
        };
      }
      const unclosed = /end with a ([\]}])$/.exec(message)?.[1];
      return {
        message: unclosed
          ? `is not valid YAML: the ${unclosed === ']' ? '[' : '{'} that begins here has no ${unclosed}`
          : `is not valid YAML: ${message}`,
      };
    }
  }
}
