import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Place } from '../../terminal/problem.ts';
import type { Written } from './yaml.ts';

/** What stands somewhere in a file. */
export interface InFile {
  readonly file: string;
  /** The path of the object in its document, when it is an item of a list. */
  readonly base: string;
  /** The document that it was read from. */
  readonly written: () => Written;
}

/** Where a field stands in its file: `spec.containers[0].image`, or the nearest parent that is there. */
export function positionOf(object: InFile, path = ''): Place {
  const { file, base, written } = object;
  const document = written();
  const { line, col } = document.lines.linePos(startOf(document, [base, path]));
  return { file, line: line + document.above, column: col };
}

function startOf({ document }: Written, paths: readonly string[]): number {
  let node = document.contents as Node | null | undefined;
  let start = node?.range?.[0] ?? 0;
  for (const path of paths) {
    let rest = path;
    while (rest) {
      const step: Step | undefined = isMap(node)
        ? intoMap(node, rest)
        : isSeq(node)
          ? intoList(node, rest)
          : undefined;
      if (!step) return start;
      start = step.start ?? start;
      rest = step.rest;
      node = isAlias(step.node)
        ? (step.node.resolve(document) as Node | undefined)
        : (step.node as Node | undefined);
    }
  }
  return start;
}

interface Step {
  readonly node: unknown;
  readonly start: number | undefined;
  readonly rest: string;
}

// Keys may hold dots themselves, as labels do: the longest one that fits is meant.
function intoMap(map: Node, path: string): Step | undefined {
  if (!isMap(map)) return undefined;
  const rest = path.replace(/^\./, '');
  const quoted = /^\[("(?:[^"\\]|\\.)*"|'[^']*')\]/.exec(rest);
  const wanted = quoted ? quoted[1]!.slice(1, -1) : undefined;
  let best: { length: number; item: (typeof map.items)[number] } | undefined;
  for (const item of map.items) {
    const key = isScalar(item.key) ? String(item.key.value) : '';
    if (wanted !== undefined ? key !== wanted : !beginsWith(rest, key)) continue;
    const length = wanted === undefined ? key.length : quoted![0].length;
    if (!best || length > best.length) best = { length, item };
  }
  if (!best) return undefined;
  const { key, value } = best.item;
  return {
    node: value,
    start: isScalar(value) && value.range ? value.range[0] : (key as Node).range?.[0],
    rest: rest.slice(best.length).replace(/^\./, ''),
  };
}

function beginsWith(path: string, key: string): boolean {
  return key !== '' && path.startsWith(key) && ['', '.', '['].includes(path.charAt(key.length));
}

function intoList(list: Node, path: string): Step | undefined {
  const match = /^\[(\d+)\]/.exec(path);
  if (!isSeq(list) || !match) return undefined;
  const node = list.items[Number(match[1])] as Node | undefined;
  if (!node) return undefined;
  return { node, start: node.range?.[0], rest: path.slice(match[0].length).replace(/^\./, '') };
}
