import type { About } from '../../../checks/check.ts';
import { summary } from '../report.ts';
import type { Validation } from '../validate.ts';
import { type Said, saidOf } from './said.ts';

/** What validating came to as GitHub's workflow commands, which it shows beside the lines of a pull request. */
export function github(validation: Validation, checks: readonly About[]): string {
  const said = saidOf(validation, checks).filter(({ reason }) => reason === undefined);
  return [...said.map(command), summary(validation)].join('\n');
}

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

function command({ check, level, place, text }: Said): string {
  const { file, line, column } = place;
  const properties = { file, line, col: column, title: check };
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}=${property(String(value))}`,
  );
  return `::${commands[level]} ${given.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
