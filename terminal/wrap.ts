import { characters, screenWidth, shownWidth } from './width.ts';

/** What stands before a text's first line, and before those that it goes on in. */
export interface Indents {
  readonly first?: string;
  readonly next?: string;
}

/** A text in lines of a width, broken between words; a word that is longer than a line is broken in itself. */
export function wrap(text: string, width: number, indents: Indents = {}): string[] {
  const { first = '', next = first } = indents;
  if (shownWidth(first) + shownWidth(text) <= width) return [first + text];
  const lines: string[] = [];
  let line = first;
  let room = width - shownWidth(first);
  let isEmpty = true;
  const add = (piece: string, taken: number) => {
    line += piece;
    room -= taken;
    isEmpty = false;
  };
  const breakLine = () => {
    lines.push(line);
    line = next;
    room = width - shownWidth(next);
    isEmpty = true;
  };
  for (const [, gap = '', word = ''] of text.matchAll(/(\s*)(\S+)/g)) {
    const taken = shownWidth(word);
    if (!isEmpty && shownWidth(gap) + taken <= room) add(gap, shownWidth(gap));
    else if (!isEmpty) breakLine();
    if (taken <= room) {
      add(word, taken);
      continue;
    }
    for (const character of characters(word)) {
      const one = shownWidth(character);
      // However narrow the terminal is, each line takes one character at least.
      if (one > room && !isEmpty) breakLine();
      add(character, one);
    }
  }
  return [...lines, line];
}

// Verbs, so that "eksctl makes a VPC" is not a command.
const COMMAND = new RegExp(
  String.raw`(^|[\s(])(` +
    [
      'npm (run|start|test|ci)',
      'eksctl (create|delete|get|scale|update|upgrade|utils)',
      'kubectl (annotate|apply|config|create|delete|describe|drain|edit|get|label|logs|patch|port-forward|rollout|scale|wait)',
      'aws (account|autoscaling|cloudformation|configure|ec2|ecr|eks|elb|elbv2|iam|logs|service-quotas|sso|sts)',
      'docker (buildx|login)',
      '(brew|winget) install',
      'git (add|clone|init)',
      'curl -',
    ].join('|') +
    String.raw`)\b`,
);

/** Whether a line holds a command or an address, which are copied whole. */
export function isWhole(line: string): boolean {
  return COMMAND.test(line) || /https?:\/\//.test(line);
}

/**
 * A sentence in lines as wide as the terminal. One with a command or an address in it stays in one line, so that these
 * are copied whole: the terminal itself folds it.
 */
export function sentence(text: string, { first = '', next = first }: Indents = {}): string[] {
  return isWhole(text) ? [first + text] : wrap(text, screenWidth(), { first, next });
}
