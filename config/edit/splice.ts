import { isDeepStrictEqual } from 'node:util';
import { type Document, parseDocument } from 'yaml';
import type { KeyPath } from '../key-path.ts';

/** A stretch of a text, and what stands there instead. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What comes in at one place, where nothing goes. */
export function inserted(at: number, text: string): Splice {
  return { from: at, to: at, text };
}

/** A text with other words in some places, none of which meet. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const inOrder = [...splices].sort((a, b) => a.from - b.from || a.to - b.to);
  let [edited, at] = ['', 0];
  for (const { from, to, text: words } of inOrder) {
    edited += text.slice(at, from) + words;
    at = to;
  }
  return edited + text.slice(at);
}

/** Whether a text says what a document says, but for one value. */
export function saysBut(text: string, document: Document, path: KeyPath, value: unknown): boolean {
  const edited = parseDocument(text);
  if (edited.errors.length > 0) return false;
  // Without what aliases share, which is written once and would change twice.
  const wanted: unknown = JSON.parse(JSON.stringify(document.toJS()));
  set(wanted, path, value);
  return isDeepStrictEqual(edited.toJS(), wanted);
}

function set(root: unknown, path: KeyPath, value: unknown): void {
  const last = path.length - 1;
  path.reduce((parent, key, index) => {
    const fields = parent as Record<string | number, unknown>;
    if (index === last) fields[key] = value;
    else fields[key] ??= {};
    return fields[key];
  }, root);
}
