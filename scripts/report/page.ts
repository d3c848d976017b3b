import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Content, Html, markup } from './html/html.ts';
import { type Section, sectionHtml } from './html/section.ts';

interface Page {
  readonly title: string;
  /** The file that it was made from. */
  readonly madeFrom: string;
  readonly header: Content;
  readonly sections: readonly Section[];
  readonly footer: Content;
}

/** How a page begins, by which the next run knows it as one of its own. */
export const PAGE_BEGINS = '<!doctype html>\n<!-- Made by `npm run report` ';

/** A whole page that needs nothing but itself: its policy lets it load and run nothing else. */
export function page({ title, madeFrom, header, sections, footer }: Page): string {
  const style = part('page.css');
  const script = part('page.js');
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return markup`${new Html(PAGE_BEGINS)}from ${madeFrom}: edits here get lost. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
${header}
<nav aria-label="On this page"><ul>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}
</ul></nav>
<main id="content" tabindex="-1">
${sections.map(sectionHtml)}
</main>
<footer>${footer}</footer>
<p id="said" class="unseen" role="status"></p>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

function part(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8').replaceAll('\r\n', '\n');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
