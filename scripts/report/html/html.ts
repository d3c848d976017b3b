/** Markup that is safe to put into a page: everything that came into it was escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template; undefined and false leave nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/** Markup from a template; what is put into it is escaped unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const parts = strings.map((written, index) => written + render(contents[index]));
  return new Html(parts.join(''));
}

/** Pieces of content in a row, with something between them. */
export function joined(contents: readonly Content[], between: Content): Html {
  return new Html(contents.map(render).join(render(between)));
}

/** Text as it stands in a page, in an element or in an attribute. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(render).join('');
  return escape(String(content));
}
