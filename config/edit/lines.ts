/** Where the line of a place begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of a place ends, before what ends it. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** What ends the line before that of a place. */
export function endingAbove(text: string, at: number): string {
  const start = lineStart(text, at);
  return text.slice(start - 2, start) === '\r\n' ? '\r\n' : '\n';
}

/** What a text's lines end with; the first of them says it for all. */
export function endingOf(text: string): string {
  return endingAbove(text, text.indexOf('\n') + 1);
}
