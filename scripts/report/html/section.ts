import { type Content, type Html, markup } from './html.ts';

/** One part of the page, with its place in the contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What the section says, in a sentence or two. */
  readonly lead: Content;
  readonly body: Content;
}

/** A section's markup. */
export function sectionHtml({ id, title, lead, body }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${body}
</section>`;
}

/** The figures behind a picture, folded away until they are wanted; a print shows them. */
export function behind(title: Content, body: Content): Html {
  return markup`<details><summary>${title}</summary>
${body}
</details>`;
}
