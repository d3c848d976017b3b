import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import { type Content, Html, markup } from '../../../report/html/html.ts';
import type { LivePod } from '../../../shared/live-objects.ts';
import type { Container } from '../container/container.ts';
import type { LogBook } from '../log-book.ts';

/** A request to what is played at a pod's port. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The host that was asked for, without its port. */
  readonly host: string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly form: URLSearchParams;
}

export interface Shown {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where a page is played, and what it may use. */
export interface Place {
  readonly api: ApiRequest;
  readonly container: Container;
  readonly port: number;
  readonly book: LogBook;
  /** Asks what is played at another pod's port. */
  readonly ask: (pod: LivePod, port: number, asked: Asked) => Promise<Shown | undefined>;
}

/** What practice plays at a port: the answer to each request. */
export type Page = (asked: Asked, place: Place) => Promise<Shown>;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
pre{white-space:pre-wrap}
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
.played{border-left:4px solid #888;padding-left:.8rem}.refused{color:#b00020}
@media(max-width:40rem){.calls thead{display:none}.calls tr{display:block;margin-bottom:.8rem}.calls td{display:inline-block}
.calls td:last-child{display:block;padding-left:1rem}}
@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}.refused{color:#ff8a80}}`;

/** A page, with the one line that says who plays it; on AWS it would come from an image, or from AWS itself. */
export function shown(
  title: string,
  content: Content,
  from: string,
  more: Partial<Shown> = {},
): Shown {
  const { text } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<p class="played">Practice plays this page: no image runs, and on AWS it would come from ${from}.</p>
${content}
</main>
</body>
</html>
`;
  const { status = 200, headers = {} } = more;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: text,
  };
}

/** Sends a browser to another page. */
export function redirect(to: string, headers: Readonly<Record<string, string>> = {}): Shown {
  return { status: 302, headers: { location: to, ...headers }, body: '' };
}
