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

function written(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
