import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command of the project as its --help describes it. */
export interface Known {
  /** Each flag, and whether it takes a value. */
  readonly flags: ReadonlyMap<string, boolean>;
}

/** A command that a text tells its reader to type. */
export interface Advice {
  readonly line: string;
  readonly name: string;
  /** What is wrong with it; undefined where it can be typed. */
  readonly problem?: string;
  /** A part of it is to be filled in. */
  readonly isPattern: boolean;
}

const PLACEHOLDER = /^[A-Z][A-Z-]*…?$/;

/** What a command's --help says of its flags. */
export function knownFrom(help: string): Known {
  const flags = [...help.matchAll(/^ {2}--([\w-]+)(?: ([A-Z][\w-]*))? /gm)].map(
    ([, flag = '', value]) => [flag, value !== undefined] as const,
  );
  return { flags: new Map(flags) };
}

/** The project's commands that a text advises. */
export async function adviceIn(
  text: string,
  flagsOf: (name: string) => Promise<Known> | undefined,
): Promise<Advice[]> {
  const found = text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)( -- [^\n`]*)?/g);
  return Promise.all(
    [...found].map(async ([, script, short, rest = '']) => {
      const name = script ?? short ?? '';
      const call = script ? `npm run ${name}` : `npm ${name}`;
      const known = await flagsOf(name);
      return known
        ? adviceOf(call, name, rest, known)
        : { line: call, name, isPattern: true, problem: `there is no command ${call}` };
    }),
  );
}

function adviceOf(call: string, name: string, rest: string, command: Known): Advice {
  const words: string[] = [];
  let problem: string | undefined;
  const given = rest.replace(/^ -- /, '').split(' ');
  for (let index = 0; index < given.length; index++) {
    // Where the sentence goes on, the command has ended.
    const word = given[index] ?? '';
    const bare = word.replace(/[),;:.]+$/, '');
    const flag = /^--([\w-]+)$/.exec(bare)?.[1];
    const isArgument = words.length === 0 && /^(open|close|FOLDER)$/.test(bare);
    if (flag === undefined && !isArgument) break;
    words.push(bare);
    if (flag !== undefined) {
      const takesValue = command.flags.get(flag);
      if (takesValue === undefined) problem ??= `${call} has no flag --${flag}`;
      if (takesValue && bare === word) words.push((given[++index] ?? '').replace(/[),;:.]+$/, ''));
    }
    if (/[),;:.]$/.test(given[index] ?? '')) break;
  }
  return {
    line: [call, ...(words.length > 0 ? ['--', ...words] : [])].join(' '),
    name,
    isPattern: words.some((word) => PLACEHOLDER.test(word)),
    ...(problem !== undefined && { problem }),
  };
}

/** The pages and files of the project that a text names and that are not there, below its folder. */
export function missingFiles(text: string, folder: string): string[] {
  const pages = [...text.matchAll(/\bdocs\/[\w-]+\.md(?:#[\w-]+)?/g)].map(([page]) => page);
  const files = [...text.matchAll(/-f (dist\/[\w./-]+[\w-])/g)].map(([, file = '']) => file);
  return [
    ...pages.filter((page) => !hasPage(folder, page)),
    ...files.filter((file) => !existsSync(join(folder, file))),
  ];
}

function hasPage(folder: string, page: string): boolean {
  const [path = '', anchor] = page.split('#');
  if (!existsSync(join(folder, path))) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(join(folder, path), 'utf8').matchAll(/^#+ (.+)$/gm);
  // As GitHub makes an anchor of a heading.
  return [...headings].some(
    ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-') === anchor,
  );
}
