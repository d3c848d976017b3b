import type { About } from '../../../checks/check.ts';
import { report, reportJson } from '../report.ts';
import type { Validation } from '../validate.ts';
import { github } from './github.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

type Format = (validation: Validation, checks: readonly About[]) => string;

/** The forms in which validate says what it found. */
export const formats = {
  text: report,
  json: reportJson,
  sarif,
  junit,
  github,
  markdown,
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
