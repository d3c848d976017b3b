import { basename, dirname, sep } from 'node:path';
import type { Input } from '../input.ts';
import type { Source } from './source.ts';

/** The Helm charts among files that are not a part of another one. */
export function chartsAmong(inputs: readonly Input[]): Source[] {
  const charts = inputs.filter(({ file }) => /^Chart\.ya?ml$/.test(basename(file)));
  const folders = charts.map(({ file }) => dirname(file));
  return charts
    .filter(({ file }) => !folders.some((folder) => dirname(file).startsWith(folder + sep)))
    .map((input) => {
      const folder = dirname(input.file);
      return {
        input,
        parts: inputs.filter(({ file }) => file.startsWith(folder + sep)),
        program: 'helm',
        args: ['template', '--', 'release', folder],
        obstacle: undefined,
      };
    });
}
