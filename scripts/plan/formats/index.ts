import type { Plan } from '../plan.ts';
import { asJson } from './json.ts';
import { asMarkdown } from './markdown.ts';
import { asText } from './text.ts';

/** The forms in which a plan is told. */
export const formats = { text: asText, json: asJson, markdown: asMarkdown } satisfies Record<
  string,
  (plan: Plan) => string
>;

export type FormatName = keyof typeof formats;
