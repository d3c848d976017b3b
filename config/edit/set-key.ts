import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { KeyPath } from '../source.ts';

/**
 * Sets a key of a cluster file to a plain value. The rest of the text stays as it is written: comments, order,
 * quotes. Where the mapping that it belongs in is missing, it is written at the end.
 */
export function setKey(text: string, path: KeyPath, value: string | number): string {
  const document = parseDocument(text);
  const present = document.getIn(path, true);
  const written = String(value);
  if (isScalar(present) && present.range) {
    const [start, end] = present.range;
    return `${text.slice(0, start)}${written}${text.slice(end)}`;
  }
  const key = String(path.at(-1));
  const parent = document.getIn(path.slice(0, -1), true);
  const spliced = isMap(parent) ? insert(text, parent, `${key}: ${written}`) : undefined;
  if (spliced !== undefined) return spliced;
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

// As the last pair of a mapping on one line, or as a line before the first of a mapping in lines.
function insert(text: string, { flow, range, items }: YAMLMap, pair: string): string | undefined {
  if (!range) return undefined;
  const [start, end] = range;
  if (flow) {
    const inside = text.slice(start + 1, end - 1);
    if (inside.includes('\n') || inside.includes('#')) return undefined;
    const before = inside.trimEnd();
    const separator = before.trim() === '' ? ' ' : before.endsWith(',') ? ' ' : ', ';
    return `${text.slice(0, start + 1)}${before}${separator}${pair} }${text.slice(end)}`;
  }
  const [first] = items;
  const key = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (key === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf('\n', key - 1) + 1, key);
  if (indent.trim() !== '') return undefined;
  return `${text.slice(0, key)}${pair}\n${indent}${text.slice(key)}`;
}
