import type { KubeObject } from '../../output/manifest.ts';
import type { Subject } from '../check.ts';
import { textEntries } from '../values.ts';

/** A value as a number, where it is a finite one. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The text values of a mapping, such as labels. */
export function stringsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(textEntries(value));
}

/** Every object with its file's path, without those that are applied in place of another file's. */
export function appliedObjects({ files }: Subject): { object: KubeObject; file: string }[] {
  return files.flatMap(({ path, objects, alternative }) =>
    alternative
      ? []
      : objects
          .filter((object) => typeof object === 'object' && object !== null)
          .map((object) => ({ object, file: path })),
  );
}
