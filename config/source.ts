import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { formatPath, type KeyPath } from './key-path.ts';
import type { Lines } from './indentation.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import type { Place } from '../terminal/problem.ts';

const LONGEST_SHOWN = 80;

/** The values of one key that stand in a file of their own. */
export interface SourcePart {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** What of it means nothing here. */
  readonly ignored: readonly string[];
  place(path: KeyPath): Place;
  written(path: KeyPath): string | undefined;
}

/** A cluster file's text: its plain value, and where each key and value stands in it. */
export class Source {
  private constructor(
    readonly file: string,
    readonly value: unknown,
    readonly text: string,
    /** What another file says. */
    readonly part?: { readonly key: string } & SourcePart,
  ) {}

  /** Parses one YAML document; throws every syntax problem at once. */
  static parse(file: string, text: string): Source {
    return new Source(file, parseYaml(file, text).value, text);
  }

  // Parsed again when a message needs a place: that is seldom, and a fleet's nodes would fill the memory.
  private get parsed(): ParsedYaml {
    return (this.nodes ??= parseYaml(this.file, this.text));
  }

  private nodes: ParsedYaml | undefined;

  /** The text, and the lines that offsets lie on. */
  get lines(): Lines {
    return { file: this.file, text: this.text, counter: this.parsed.lines };
  }

  /** The same with a key's values from a file of their own. */
  with(key: string, part: SourcePart): Source {
    const value = { ...(this.value as object), [key]: part.value };
    return new Source(this.file, value, this.text, { key, ...part });
  }

  /** The place of a value, or of its key when `of` says so; the nearest parent where it is absent. */
  place(path: KeyPath, of: 'key' | 'value' = 'value'): Place {
    if (this.part && path[0] === this.part.key) return this.part.place(path);
    const at = formatPath(path);
    for (let length = path.length; length >= 0; length--) {
      const { key, value } = this.find(path.slice(0, length));
      const node = length === path.length && of === 'value' ? (value ?? key) : (key ?? value);
      if (node?.range) {
        const { line, col } = this.parsed.lines.linePos(node.range[0]);
        return { file: this.file, line, column: col, at };
      }
    }
    return { file: this.file, at };
  }

  /** Whether there is a value at a path. */
  has(path: KeyPath): boolean {
    if (this.part && path[0] === this.part.key) return this.part.written(path) !== undefined;
    return this.find(path).value !== undefined;
  }

  /** The value as it is written in the file, unless it is a block of lines. */
  written(path: KeyPath): string | undefined {
    if (this.part && path[0] === this.part.key) return this.part.written(path);
    const node = this.find(path).value;
    if (!node?.range) return undefined;
    const text = this.text.slice(node.range[0], node.range[1]).trim();
    if ((isMap(node) || isSeq(node)) && !node.flow) return undefined;
    const line = (text.split('\n')[0] ?? '').trimEnd();
    return text.includes('\n') || line.length > LONGEST_SHOWN
      ? `${line.slice(0, LONGEST_SHOWN - 3)}…`
      : text && line;
  }

  private readonly pairs = new WeakMap<object, Map<string, Pair<Node, Node | null>>>();

  private pairsOf(map: YAMLMap<Node, Node | null>): Map<string, Pair<Node, Node | null>> {
    const known = this.pairs.get(map);
    if (known) return known;
    const found = new Map(
      map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]),
    );
    this.pairs.set(map, found);
    return found;
  }

  private readonly targets = new Map<Alias, Node | undefined>();

  // Once for each: the parser looks through all of the file for it.
  private behind(alias: Alias): Node | undefined {
    if (!this.targets.has(alias)) this.targets.set(alias, alias.resolve(this.parsed.document));
    return this.targets.get(alias);
  }

  private find(path: KeyPath): { key?: Node; value?: Node } {
    let key: Node | undefined;
    let value: Node | undefined = this.parsed.document.contents ?? undefined;
    for (const step of path) {
      const parent = isAlias(value) ? this.behind(value) : value;
      key = undefined;
      if (isMap<Node, Node | null>(parent)) {
        const pair = this.pairsOf(parent).get(String(step));
        key = pair?.key;
        value = pair?.value ?? undefined;
      } else {
        value = isSeq<Node>(parent) ? parent.items[Number(step)] : undefined;
      }
    }
    return { key, value };
  }
}
