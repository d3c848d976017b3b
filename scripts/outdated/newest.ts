import type { Row } from './rows.ts';

/** The newest of some versions that is of a row's line, and written as its own is: no other variant, no candidate. */
export function newestOf({ has, line }: Row, versions: readonly string[]): string | undefined {
  const rest = has.startsWith(line) ? has.slice(line.length) : has.replace(/^v?\d+\.\d+\./, '');
  const numbers = (text: string) => escaped(text).replaceAll(/\d+/g, '\\d+');
  // The digits of a variant's name, such as jdk21, are no version.
  const [, version = '', variant = ''] = /^([^-]*)(.*)$/.exec(rest) ?? [];
  const pattern = new RegExp(`^${escaped(line)}${numbers(version)}${escaped(variant)}$`);
  return versions
    .filter((each) => pattern.test(each))
    .toSorted(byNumbers)
    .at(-1);
}

/** Whether one version is newer than another. */
export function isNewer(version: string, than: string): boolean {
  return byNumbers(version, than) > 0;
}

function byNumbers(a: string, b: string): number {
  const [own, other] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const at = own!.findIndex((number, index) => number !== other![index]);
  return at < 0 ? 0 : own![at]! - (other![at] ?? 0);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
