import {
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { KeyPath } from '../key-path.ts';
import { endingOf, lineStart } from './lines.ts';
import { inserted, saysBut, type Splice, spliced } from './splice.ts';

/**
 * Sets a key of a cluster file to a plain value, and changes not one other byte; undefined where it is written so that
 * this can't be done.
 */
export function setKey(text: string, path: KeyPath, value: string | number): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  const splice = spliceFor(text, document.contents, path, String(value));
  const edited = splice && spliced(text, [splice]);
  const isRight = edited !== undefined && saysBut(edited, document, path, plain(String(value)));
  return isRight ? edited : undefined;
}

function plain(written: string): unknown {
  return (parseDocument(written) as Document).toJS();
}

function spliceFor(
  text: string,
  map: unknown,
  [key = '', ...below]: KeyPath,
  written: string,
): Splice | undefined {
  if (!isMap(map)) return undefined;
  const pair = map.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
  const words = below.reduceRight<string>((inner, each) => `{ ${each}: ${inner} }`, written);
  if (!pair) return added(text, map, `${key}: ${words}`);
  const isEmpty = below.length > 0 && isScalar(pair.value) && pair.value.value === null;
  return below.length > 0 && !isEmpty
    ? spliceFor(text, pair.value, below, written)
    : replaced(pair, words);
}

function replaced({ key, value, srcToken }: Pair, words: string): Splice | undefined {
  if (value !== null && !isScalar(value) && !isAlias(value)) return undefined;
  if (isScalar(value) && value.type?.startsWith('BLOCK')) return undefined;
  const [from, to] = value?.range ?? [0, 0];
  if (to > from) return { from, to, text: words };
  const colon = endOfColon(srcToken);
  if (colon !== undefined) return inserted(colon, ` ${words}`);
  const end = isScalar(key) ? key.range?.[1] : undefined;
  return end === undefined ? undefined : inserted(end, `: ${words}`);
}

// Or of an anchor or a tag behind it.
function endOfColon(item: Pair['srcToken']): number | undefined {
  const token = item?.sep?.findLast(({ type }) =>
    ['map-value-ind', 'anchor', 'tag'].includes(type),
  );
  return token && endOf(token);
}

function endOf({ offset, source }: CST.SourceToken): number {
  return offset + source.length;
}

// As the last pair of a mapping in brackets, or as a line before the first of a mapping in lines.
function added(text: string, { flow, range, items }: YAMLMap, pair: string): Splice | undefined {
  const [first] = items;
  const last = items.at(-1);
  if (!range) return undefined;
  if (!first || !last) {
    return inserted(range[0] + 1, text[range[0] + 1] === '}' ? ` ${pair} ` : ` ${pair}`);
  }
  if (flow) {
    const end = endOfPair(last);
    return end === undefined ? undefined : inserted(end, `, ${pair}`);
  }
  const at = isScalar(first.key) ? first.key.range?.[0] : undefined;
  if (at === undefined) return undefined;
  const indent = text.slice(lineStart(text, at), at);
  if (indent.trim() !== '') return undefined;
  return inserted(at, `${pair}${endingOf(text)}${indent}`);
}

function endOfPair({ key, value, srcToken }: Pair): number | undefined {
  const range = (value as { range?: readonly number[] } | null)?.range;
  if (range && (range[1] ?? 0) > (range[0] ?? 0)) return range[1];
  return endOfColon(srcToken) ?? (isScalar(key) ? key.range?.[1] : undefined);
}
