import { readFileSync } from 'node:fs';
import { projectFile } from '../../support/processes.ts';

/** A line that a page has its reader type. */
export interface Line {
  readonly command: string;
  /** What stands behind it as a comment. */
  readonly comment: string;
  /** The heading that it stands under. */
  readonly section: string;
}

/** What a page has its reader type, in order: its shell blocks, and the commands with which an exercise is seen to be done. */
export function linesOf(page: string): Line[] {
  const text = readFileSync(projectFile(page), 'utf8').replaceAll('\\\n', ' ');
  const lines: Line[] = [];
  let section = '';
  let block: string | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) block = block === undefined ? line.slice(3) : undefined;
    else if (block !== undefined) {
      if (block !== 'sh') continue;
      const [, command = '', comment = ''] = /^(.*?)(?:\s+#\s*(.*))?$/.exec(line) ?? [];
      if (command.trim() !== '' && !line.startsWith('#')) {
        lines.push({ command: command.trim(), comment, section });
      }
    } else if (line.startsWith('#')) section = line.replace(/^#+ /, '');
    else if (line.startsWith('**Done?**')) {
      const [, command = ''] = /`([^`]+)`/.exec(line) ?? [];
      lines.push({ command, comment: 'done', section });
    }
  }
  return lines;
}
