import type { Plan } from '../plan.ts';
import { asJson } from './json.ts';
import { asMarkdown, noPlan } from './markdown.ts';
import { asText } from './text.ts';

/** The forms in which a plan is told. */
export const formats = { text: asText, json: asJson, markdown: asMarkdown } satisfies Record<
  string,
  (plan: Plan) => string
>;

/** Several plans in each form, with the files that have none. */
export const listOf: Record<
  keyof typeof formats,
  (plans: readonly string[], unreadable: readonly string[]) => string
> = {
  text: (plans, unreadable) =>
    [...plans, ...unreadable.map((file) => `${file}  has no plan, because it can't be read`)].join(
      '\n\n',
    ) || 'No ClusterConfig has changed.',
  json: (plans) => `[${plans.join(',\n')}]`,
  markdown: (plans, unreadable) => [...plans, ...unreadable.map(noPlan)].join('\n\n'),
};

export type FormatName = keyof typeof formats;
