/** A command line as a shell takes it apart: the words of each program of a pipe; what it would ask for stays as it is. */
export function shellWords(line: string): string[][] {
  const programs: string[][] = [[]];
  let word: string | undefined;
  let at = 0;
  const add = (text: string) => (word = (word ?? '') + text);
  const end = () => {
    if (word !== undefined) programs.at(-1)?.push(word);
    word = undefined;
  };
  const substitution = () => {
    const start = at;
    let depth = 0;
    do {
      if (line.startsWith("'", at)) at = line.indexOf("'", at + 1);
      else if (line[at] === '(') depth++;
      else if (line[at] === ')') depth--;
      at++;
      if (at > line.length) throw new Error(`unclosed $( in ${line}`);
    } while (depth > 0 || at === start + 1);
    add(line.slice(start, at));
  };
  while (at < line.length) {
    const character = line[at]!;
    if (character === "'") {
      const close = line.indexOf("'", at + 1);
      if (close < 0) throw new Error(`unclosed quote in ${line}`);
      add(line.slice(at + 1, close));
      at = close + 1;
    } else if (character === '"') {
      add('');
      at++;
      while (line[at] !== '"') {
        if (at >= line.length) throw new Error(`unclosed quote in ${line}`);
        if (line.startsWith('$(', at)) substitution();
        else if (/[\\`$]/.test(line[at]!)) throw new Error(`${line[at]} in quotes: ${line}`);
        else add(line[at++]!);
      }
      at++;
    } else if (line.startsWith('$(', at)) substitution();
    else if (character === '\\') {
      add(line[at + 1] ?? '');
      at += 2;
    } else if (character === ' ') {
      end();
      at++;
    } else if (character === '|') {
      end();
      programs.push([]);
      at++;
    } else if (/[\w@%+=:,./*[\]{}-]/.test(character)) {
      add(character);
      at++;
    } else throw new Error(`${JSON.stringify(character)} would mean something to a shell: ${line}`);
  }
  end();
  return programs;
}
