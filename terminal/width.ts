/** How many columns the terminal has; without end in a pipe or a file, where no line is folded. */
export function screenWidth(): number {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

const PRINTABLE_ASCII = /^[ -~]*$/;
// To make one takes 10 ms, and few commands print anything that needs it.
let segmenter: Intl.Segmenter | undefined;
// What East Asian terminals and emoji take two columns for: Unicode's classes W and F, in their blocks.
const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
const NOTHING = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** How many columns of a terminal a text takes. */
export function shownWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  return characters(text).reduce((sum, character) => sum + widthOf(character), 0);
}

/** As much of a text as so many columns hold. */
export function cut(text: string, width: number): string {
  if (shownWidth(text) <= width) return text;
  let room = width;
  const fitting = characters(text);
  const end = fitting.findIndex((character) => (room -= widthOf(character)) < 0);
  return fitting.slice(0, end).join('');
}

/** A text as its reader counts its characters: an accent or an emoji's colour belongs to what it is on. */
export function characters(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf(character: string): number {
  if (NOTHING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
