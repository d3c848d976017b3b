import { type Html, markup } from './html.ts';

/** A command to copy; without script it is text to select. */
export function commandHtml(command: string): Html {
  return markup`<div class="command"><pre><code>${command}</code></pre><button type="button" class="copy" hidden aria-label="Copy: ${command.split('\n')[0]}">Copy</button></div>`;
}
