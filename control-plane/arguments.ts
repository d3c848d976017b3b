import { parseArgs } from 'node:util';
import { ControlPlaneError } from './control-plane-error.ts';

/** The words after a command's name; undefined where its usage was asked for, and told. */
export function wordsOf(usage: string): string[] | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (!values.help) return positionals;
  } catch (error) {
    throw new ControlPlaneError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
  console.log(usage);
  return undefined;
}
