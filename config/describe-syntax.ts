import type { YAMLError } from 'yaml';
import type { Problem } from '../terminal/problem.ts';

/** What is said of a tab where spaces belong. */
export const TAB = 'is indented by a tab; YAML takes spaces only';

type Words = Pick<Problem, 'message' | 'fix'>;

// What the parser says, by how it begins, and what it means to the file's author.
const meanings: readonly (readonly [RegExp, Words])[] = [
  [
    /^All mapping items/,
    {
      message: 'begins in another column than the keys beside it',
      fix: 'begin it with as many spaces as they have',
    },
  ],
  [
    /^All sequence items/,
    {
      message: 'begins in another column than the list above it',
      fix: 'begin it with as many spaces as its other lines',
    },
  ],
  [
    /^Sequence item without -/,
    {
      message: 'is in a list, and has no - before it',
      fix: 'write - and a space before it, or give it fewer spaces if the list has ended',
    },
  ],
  [
    /^Implicit map keys need|^Implicit keys need/,
    { message: 'is not a key: it has no colon after it', fix: 'write key: value' },
  ],
  [
    /^Missing , /,
    { message: 'has no comma before it', fix: 'put a comma between it and what stands before' },
  ],
  [/^Missing space after :/, { message: 'has no space after its colon', fix: 'write key: value' }],
  [/^Unexpected (,|empty item)/, { message: 'is one comma too many', fix: 'remove it' }],
  [
    /^Comments must be separated/,
    { message: 'is a comment without a space before its #', fix: 'write a space before the #' },
  ],
  [
    /^Unexpected \w+ at node end|^Unexpected scalar/,
    {
      message: 'is after the end of a value',
      fix: 'put the whole value in quotes; if it has a quote in it, use the other kind',
    },
  ],
  [
    /^Unexpected block-seq-ind/,
    {
      message: 'is a list on the line of its key',
      fix: 'begin the list on the next line, or write it in brackets: [a, b]',
    },
  ],
  [
    /^Not a YAML token/,
    { message: 'is after the end of a value', fix: 'put the whole value in quotes' },
  ],
  [
    /^Unexpected flow-\w+-end token/,
    { message: 'is a bracket that nothing opens', fix: 'remove it' },
  ],
  [
    /^Block collections are not allowed/,
    { message: 'is a second key in one value', fix: 'put the value in quotes' },
  ],
  [
    /^Invalid escape sequence/,
    {
      message: 'is a backslash that means nothing between double quotes',
      fix: "write \\\\ for one, or use ' for the quotes",
    },
  ],
];

// What stands where the parser stopped, and what it means there.
const signs: readonly (readonly [RegExp, Words])[] = [
  [
    /^\{\{/,
    { message: 'is a placeholder of a template', fix: 'write your own value in its place' },
  ],
  [/^%\w+%/, { message: 'is a placeholder', fix: 'write your own value in its place' }],
  [/^`/, { message: 'begins with a backtick, which means nothing in YAML', fix: 'remove it' }],
  [/^\/\//, { message: 'is a comment as other languages have it', fix: 'begin it with #' }],
  [/^,/, { message: 'is one comma too many', fix: 'remove it' }],
];

/** What an error of syntax means, in words for the file's author, and what stands where it is told. */
export function describeSyntax({ code, message }: YAMLError, at: string): Words {
  const sign = signs.find(([form]) => form.test(at));
  if (sign) return sign[1];
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: TAB };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'is not valid YAML: a second key on one line',
        fix: 'put the value in quotes, or the inner key on a separate line',
      };
    case 'BAD_SCALAR_START':
      return { message: `begins with ${at[0]} without quotes`, fix: 'put the value in quotes' };
    case 'TAG_RESOLVE_FAILED':
      return {
        message: `has the tag ${message.replace(/^.*?: /, '').replace('tag:yaml.org,2002:', '!!')}, which means nothing in a cluster file`,
        fix: 'leave it out',
      };
    case 'RESOURCE_EXHAUSTION':
      return { message: 'is nested far deeper than a cluster file ever is' };
    default: {
      const meaning = meanings.find(([said]) => said.test(message));
      return meaning?.[1] ?? unended(message) ?? { message: `is not valid YAML: ${message}` };
    }
  }
}

function unended(message: string): Words | undefined {
  const sign = /(?:closing|end with a) (["'\]}])/.exec(message)?.[1];
  if (sign === undefined) return undefined;
  const isQuote = sign === '"' || sign === "'";
  const begins = isQuote ? sign : sign === ']' ? '[' : '{';
  return {
    message: `is not valid YAML: the ${begins} that begins here has no ${isQuote ? 'end' : sign}`,
    fix: `write ${sign} where it ends`,
  };
}
