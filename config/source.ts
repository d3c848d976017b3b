import { type Document, isMap, isScalar, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { type Place, type Problem, ProblemsError } from './problem.ts';

export type KeyPath = readonly (string | number)[];

const LARGEST_FILE = 256 * 1024;
const MOST_ALIASES = 100;
const DEEPEST_NESTING = 100;

/** A cluster file's text, read once: its plain value, and where each key and value stands in it. */
export class Source {
  private constructor(
    readonly file: string,
    readonly value: unknown,
    private readonly text: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** Parses one YAML document; throws every syntax problem at once. */
  static parse(file: string, text: string): Source {
    const fail = (message: string, fix?: string): never => {
      throw new ProblemsError([{ place: { file }, message, fix }]);
    };
    if (text.length > LARGEST_FILE) {
      const size = `${Math.ceil(text.length / 1024)} KiB`;
      fail(
        `is ${size}: far more than a cluster file needs`,
        `allowed: up to ${LARGEST_FILE / 1024} KiB`,
      );
    }
    if (deepestNesting(text) > DEEPEST_NESTING)
      fail(`is nested more than ${DEEPEST_NESTING} levels deep`);
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
    const errors = [...documents].flatMap((document) => document.errors);
    if (errors.length > 0) {
      throw new ProblemsError(
        errors.map((error): Problem => {
          const { line, col } = lines.linePos(error.pos[0]);
          const message = error.message.replace(/ at line \d[\s\S]*$/, '');
          return {
            place: { file, line, column: col },
            message: describeSyntax(error.code, message),
          };
        }),
      );
    }
    const [document, second] = Array.isArray(documents) ? documents : [];
    if (!document?.contents || (isScalar(document.contents) && document.contents.value === null)) {
      return fail('is empty', 'write at least name, owner and access.from');
    }
    if (second) {
      const { line, col } = lines.linePos(second.range[0]);
      throw new ProblemsError([
        {
          place: { file, line, column: col },
          message: 'holds more than one YAML document; a cluster file is one cluster',
          fix: 'move what follows `---` to a file of its own',
        },
      ]);
    }
    if (!isMap(document.contents)) return fail('is not a mapping of keys to values');
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch {
      return fail(
        'repeats itself through YAML aliases until it would fill the memory',
        'write the values out',
      );
    }
    return new Source(file, value, text, document, lines);
  }

  /** The place of a value, or of its key when `of` says so; the nearest parent where it is absent. */
  place(path: KeyPath, of: 'key' | 'value' = 'value'): Place {
    const at = formatPath(path);
    for (let length = path.length; length >= 0; length--) {
      const node =
        length === path.length ? this.node(path, of) : this.node(path.slice(0, length), 'key');
      if (node?.range) {
        const { line, col } = this.lines.linePos(node.range[0]);
        return { file: this.file, line, column: col, at };
      }
    }
    return { file: this.file, at };
  }

  /** The value as it is written in the file. */
  written(path: KeyPath): string | undefined {
    const range = this.node(path, 'value')?.range;
    if (!range) return undefined;
    const text = this.text.slice(range[0], range[1]).trim();
    return text.length > 80 || text.includes('\n') ? `${text.split('\n')[0]?.slice(0, 77)}…` : text;
  }

  private node(path: KeyPath, of: 'key' | 'value'): Node | undefined {
    const found = this.document.getIn(path, true);
    if (of === 'key' && path.length > 0) {
      const parent = this.document.getIn(path.slice(0, -1), true);
      if (isMap(parent)) {
        const pair = parent.items.find(
          (item) => isScalar(item.key) && item.key.value === path.at(-1),
        );
        return pair && isScalar(pair.key) ? pair.key : undefined;
      }
    }
    return found !== null && typeof found === 'object' && 'range' in found
      ? (found as Node)
      : undefined;
  }
}

/** `access.from[0]`, as a person would write it. */
export function formatPath(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

function describeSyntax(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY')
    return 'this key is there twice; YAML would silently keep one of them';
  return `is not valid YAML: ${message}`;
}

// The parser recurses, so what would overflow its stack is counted before it starts.
function deepestNesting(text: string): number {
  let deepest = 0;
  let flow = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++flow);
    else if (character === ']' || character === '}') flow--;
  }
  for (const line of text.split('\n')) {
    const dashes = /^[\s-]*/.exec(line)?.[0].replace(/\s/g, '').length ?? 0;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    deepest = Math.max(deepest, dashes, Math.floor(indent / 2));
  }
  return deepest;
}
