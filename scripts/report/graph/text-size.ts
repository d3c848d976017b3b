export const FONT_SIZE = 13;
export const DETAIL_SIZE = 11;
export const LINE_HEIGHT = 17;

// The font is monospaced, so that widths are known without a browser; 0.62 em is the widest of the usual ones.
const ADVANCE = 0.62;

/** How wide a text is at most. */
export function widthOf(text: string, size: number): number {
  return text.length * size * ADVANCE;
}

/** A text in lines that fit, broken between words, or where a word is too long. */
export function linesOf(text: string, size: number, width: number): string[] {
  const most = Math.max(1, Math.floor(width / (size * ADVANCE)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => pieces(word, most))) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= most) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, most: number): string[] {
  if (word.length <= most) return [word];
  return [word.slice(0, most), ...pieces(word.slice(most), most)];
}

/** A length as the picture writes it. */
export function short(value: number): number {
  return Math.round(value * 10) / 10;
}
