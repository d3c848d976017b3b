import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { About } from '../../../checks/check.ts';
import { PROGRAM } from '../../../terminal/program.ts';
import type { Validation } from '../validate.ts';
import { type Said, saidOf, unreadable } from './said.ts';

/** What validating came to as SARIF 2.1.0, which code scanning and editors read. */
export function sarif(validation: Validation, checks: readonly About[]): string {
  const run = {
    tool: { driver: { name: PROGRAM, rules: [...checks, unreadable].map(ruleOf) } },
    columnKind: 'utf16CodeUnits',
    results: saidOf(validation, checks).map(resultOf),
  };
  return JSON.stringify(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    null,
    2,
  );
}

function ruleOf({ id, severity, why, remedy }: About) {
  return {
    id,
    shortDescription: { text: why },
    help: { text: remedy },
    defaultConfiguration: { level: severity === 'risky' ? 'warning' : 'error' },
  };
}

function resultOf({ check, level, place, text, reason }: Said) {
  const { file, line, column } = place;
  const region = line === undefined ? undefined : { startLine: line, startColumn: column ?? 1 };
  return {
    ruleId: check,
    level,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
    ...(reason !== undefined && {
      suppressions: [{ kind: 'inSource', justification: reason }],
    }),
  };
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
