import { PROGRAM } from '../../terminal/program.ts';
import type { Comment, GitHubComments } from './github-comments.ts';

// GitHub takes 65,536 characters.
const LONGEST = 60_000;

/** Writes a text as one comment, or rewrites the one that an earlier call wrote under the same name. */
export async function writeComment(
  comments: GitHubComments,
  name: string,
  text: string,
): Promise<string> {
  const marker = `<!-- ${PROGRAM}: ${name} -->`;
  const body = `${marker}\n${shortened(text)}`;
  const marked = (await comments.all()).filter((comment) => comment.body?.startsWith(marker));
  const ours = await firstOurs(comments, marked);
  if (!ours) return `wrote ${(await comments.create(body)).html_url}`;
  if (ours.body === body) return `${ours.html_url} says so already`;
  return `rewrote ${(await comments.rewrite(ours.id, body)).html_url}`;
}

// Somebody may have copied ours, marker and all.
async function firstOurs(
  comments: GitHubComments,
  marked: readonly Comment[],
): Promise<Comment | undefined> {
  const byBot = marked.find(({ user }) => user?.type === 'Bot');
  if (byBot || marked.length === 0) return byBot;
  const login = await comments.ownLogin();
  return marked.find(({ user }) => user?.login === login);
}

/** A text that fits into a comment; a block of code that is cut off is closed. */
export function shortened(text: string, longest = LONGEST): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, text.lastIndexOf('\n', longest - 1) + 1);
  const fences = [...kept.matchAll(/^(`{3,})(.*)$/gm)];
  let open: string | undefined;
  for (const [, fence = '', rest] of fences) {
    if (open === undefined) open = fence;
    else if (rest === '' && fence.length >= open.length) open = undefined;
  }
  return `${kept}${open === undefined ? '' : `${open}\n`}\nIt is too long for a comment: the summary of the job has all of it.\n`;
}
