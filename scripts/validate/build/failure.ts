const LONGEST = 300;

/** What a program wrote to stderr about its failure, without warnings and without what kubectl's log puts around it. */
export function failureIn(stderr: string): string {
  const said = stderr.replaceAll(/^# Warning: .*\n?/gm, '');
  return loggedIn(said) ?? said;
}

/** A failure in one line. */
export function reasonIn(failure: string): string {
  const line = failure.split('\n').find((one) => one.trim() !== '') ?? 'it failed without a word';
  return line
    .trim()
    .replace(/^error: /i, '')
    .slice(0, LONGEST);
}

// E0102 15:04:05.6 7 run.go:72] "command failed" err="…", or several lines in < >.
function loggedIn(stderr: string): string | undefined {
  const [, quoted, lines] =
    /^[EF]\d{4} .*\] "command failed" err=(?:("(?:[^"\\]|\\.)*")|<\n([\s\S]*?)\n >)/m.exec(
      stderr,
    ) ?? [];
  return quoted === undefined ? lines : unquoted(quoted);
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
