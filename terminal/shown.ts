// What steers a terminal: C0, DEL and C1, but for tabs and line ends; and what turns the direction of writing around.
const STEERING = /(?!\r\n)[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/** A text that can't steer a terminal: what would do so is written out, as JSON writes it. */
export function shown(text: string): string {
  return text.replace(STEERING, written);
}

/** The same in one line: for names and values, which could pass for lines of ours. */
export function shownInLine(text: string): string {
  return shown(text).replace(/[\r\n\t]/g, written);
}

const LONGEST_PATH = 120;

/** A path in one line, without the middle of one that fills the screen. */
export function shortPath(path: string): string {
  const half = LONGEST_PATH / 2;
  const short = path.length > LONGEST_PATH ? `${path.slice(0, half)}…${path.slice(-half)}` : path;
  return shownInLine(short);
}

function written(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
