import { format } from 'node:util';
import { shown } from './shown.ts';
import { cut } from './width.ts';

// All that is printed leaves through here. Names, values and answers come from outside, and may hold what steers a
// terminal; what steers it on purpose is made here.

const BEGIN_OF_LINE = '\r\u001B[K';
const EMPTY_SCREEN = '\u001B[H\u001B[2J';
// Stands for the escape character in texts of ours that have colours; no colour is worth forging.
const ESCAPE = '\uE01B';

// Where a line stands that the next text takes the place of.
let unfinished: NodeJS.WriteStream | undefined;

/** Puts the door before the console, for the whole of a command. */
export function shutDoor(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name].bind(console);
    console[name] = (...words: unknown[]) => {
      if (unfinished) inLine(unfinished, '');
      print(passed(format(...words)));
    };
  }
}

/** Prints a text in place of the line that a terminal's cursor is in, as much of it as the line holds. */
export function inLine(stream: NodeJS.WriteStream, text: string): void {
  const said = passed(text);
  unfinished = text === '' ? undefined : stream;
  // In the last column a terminal may begin another line.
  stream.write(BEGIN_OF_LINE + (stream.columns > 1 ? cut(said, stream.columns - 1) : said));
}

/** Prints a finished line in place of the line that a terminal's cursor is in. */
export function overLine(stream: NodeJS.WriteStream, text: string): void {
  unfinished = undefined;
  stream.write(`${BEGIN_OF_LINE}${passed(text)}\n`);
}

/** Prints a text in place of all that a terminal shows. */
export function inScreen(stream: NodeJS.WriteStream, text: string): void {
  stream.write(EMPTY_SCREEN + passed(text));
}

/** Prints what one of the user's programs has printed, as that program wants it. */
export function passOn(text: string): void {
  process.stdout.write(text);
}

/** A text in a colour, or in bold, by the number of its code. */
export function inColour(code: number, text: string): string {
  return `${ESCAPE}[${code}m${text}${ESCAPE}[0m`;
}

function passed(text: string): string {
  return shown(text).replace(/\uE01B(\[\d+m)/g, '\u001B$1');
}
