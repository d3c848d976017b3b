import { dirname, join } from 'node:path';
import type { Input } from '../input.ts';
import type { Parsed } from '../parse.ts';
import { positionOf } from '../position.ts';

/** The template that an object of a rendered chart comes from, as helm notes it above each; undefined where none is noted. */
export function templatesIn(built: Input): (object: Parsed) => string | undefined {
  const noted = built.text.split('\n').flatMap((text, index) => {
    const [, path] = /^# Source: [^/]+\/(.+?)\r?$/.exec(text) ?? [];
    return path === undefined ? [] : [{ line: index + 1, path }];
  });
  const files = new Set(built.parts?.map(({ file }) => file));
  return (object) => {
    const { line = 0 } = noted.length > 0 ? positionOf(object) : {};
    const above = noted.findLast((one) => one.line <= line);
    const file = above && join(dirname(built.file), above.path);
    return file !== undefined && files.has(file) ? file : undefined;
  };
}
