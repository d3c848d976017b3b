import type { Read } from './other-forms.ts';

const LONGEST = 300;

type Repair = (text: string) => string;

// The slips of people who write and copy, each taken away, in the order in which they lie on top of each other.
const repairs: readonly Repair[] = [
  (text) =>
    text
      .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  (text) => text.replace(/^[“”„‘’'"`([{:=]+|[“”‘’'"`)\]}]+$/g, ''),
  (text) => text.replace(/[–—−]/g, '-'),
  (text) => text.replace(/ ?#.*$/, ''),
  (text) => text.replace(/ ?\(.*\)?$/, ''),
  (text) => text.replace(/[,;.]+$/, ''),
  (text) => text.replace(/^- ?/, ''),
  (text) => text.replaceAll('\\', '/'),
  (text) => text.replace(/(?<=\w) (?=\w)/g, '-'),
  (text) => text.replace(/ /g, ''),
  (text) => text.replace(/^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?/i, ''),
  (text) => text.replace(/[?#].*$/, ''),
  (text) => text.replace(/\/+$/, ''),
  (text) => text.toLowerCase(),
  (text) => text.replace(/:[\w.-]+$/, ''),
  (text) => text.replace(/\/.*$/, ''),
  (text) => text.replace(/:\d+$/, ''),
];

/** What a text could have been meant for, from what is nearest to it on: whoever asks knows which of them will do. */
export function* likelyTexts(text: string, region: string, read: Read = () => []) {
  // Nobody writes a longer one by hand.
  if (text.length > LONGEST) return;
  let repaired = text;
  yield* [text, ...read(text, region)];
  for (const repair of repairs) {
    const before = repaired;
    repaired = repair(repaired);
    if (repaired !== before) yield* [repaired, ...read(repaired, region)];
  }
  yield text.trim().replace(/[ _]+/g, '-');
}
