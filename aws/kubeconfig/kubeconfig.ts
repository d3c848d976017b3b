import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Entries } from './entries.ts';
import { type List, lists, listNames, nameOf, parseKubeconfig, readText } from './parse.ts';

// What would contradict the entries of ours, wherever it comes from.
const contradictions = ['certificate-authority', 'insecure-skip-tls-verify'] as const;

/** A kubeconfig's text, in which one cluster's entries are changed and all else stays as it is written. */
export class Kubeconfig {
  private constructor(
    private readonly before: string,
    private readonly document: Document,
  ) {}

  /** Reads a file, or begins an empty one; throws every problem that kubectl would have with it. */
  static read(file: string): Kubeconfig {
    const text = readText(file);
    return new Kubeconfig(text, parseKubeconfig(file, text));
  }

  get currentContext(): string | undefined {
    return this.document.get('current-context')
      ? String(this.document.get('current-context'))
      : undefined;
  }

  /** Whether there is a context, a cluster or a user of a name. */
  has(name: string): boolean {
    return listNames.some((list) => this.find(list, name) !== undefined);
  }

  /** Where a cluster's entry leads, when there is one. */
  serverOf(name: string): string | undefined {
    const server = this.find('clusters', name)?.getIn(['cluster', 'server']);
    return typeof server === 'string' ? server : undefined;
  }

  /** Adds or renews a cluster's entries; what their owner added to them, as a namespace, stays. */
  put({ name, cluster, context, user }: Entries): void {
    const kept = this.entry('clusters', name);
    for (const key of contradictions) kept.deleteIn(['cluster', key]);
    for (const [key, value] of Object.entries(cluster)) this.set(kept, ['cluster', key], value);
    const ownContext = this.entry('contexts', name);
    for (const [key, value] of Object.entries(context)) {
      this.set(ownContext, ['context', key], value);
    }
    this.set(this.entry('users', name), ['user'], user);
  }

  /** Makes a context the current one. */
  use(name: string): void {
    if (this.currentContext !== name) this.document.set('current-context', name);
  }

  /** Takes a cluster's entries away. */
  remove(name: string): void {
    for (const list of listNames) {
      const items = this.document.get(list);
      if (isSeq(items)) items.items = items.items.filter((item) => nameOf(item) !== name);
    }
    if (this.currentContext === name) this.document.set('current-context', '');
  }

  toString(): string {
    if (isJson(this.before)) return `${JSON.stringify(this.document.toJSON(), null, 2)}\n`;
    return this.document.toString({ lineWidth: 0, indentSeq: !/^-\s/m.test(this.before) });
  }

  private find(list: List, name: string): YAMLMap | undefined {
    const items = this.document.get(list);
    const found = isSeq(items) ? items.items.find((item) => nameOf(item) === name) : undefined;
    return isMap(found) ? found : undefined;
  }

  private entry(list: List, name: string): YAMLMap {
    const known = this.find(list, name);
    if (known) return known;
    const made = this.node({ [lists[list]]: {}, name }) as YAMLMap;
    const items = this.document.get(list);
    if (isSeq(items)) {
      // `[]` may stand for an empty list in an otherwise ordinary file.
      if (items.items.length === 0 && isMap(this.document.contents)) {
        items.flow = this.document.contents.flow;
      }
      items.add(made);
    } else this.document.set(list, this.node([made]));
    return made;
  }

  private set(entry: YAMLMap, path: string[], value: unknown): void {
    const [key = '', inner] = path;
    if (inner !== undefined && !isMap(entry.get(key))) entry.set(key, this.node({}));
    if (JSON.stringify(plain(entry.getIn(path, true))) === JSON.stringify(value)) return;
    entry.setIn(path, this.node(value));
  }

  private node(value: unknown): Node {
    const node = this.document.createNode(value) as Node;
    visit(node, {
      Scalar: (_, scalar) => {
        if (isRisky(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
      },
    });
    return node;
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function plain(node: unknown): unknown {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.toJSON() : node;
}

// kubectl reads YAML 1.1, in which these are no strings.
function isRisky(value: unknown): boolean {
  return (
    typeof value === 'string' && /^((y|n|yes|no|on|off|true|false|null)$|[-+]?[.\d]|~)/i.test(value)
  );
}
