import type { About } from '../../checks/check.ts';
import { callOf } from '../../terminal/call-of.ts';
import { formatProblem, type Problem } from '../../terminal/problem.ts';
import { someOf } from '../../checks/finding.ts';
import { unreadable } from './formats/said.ts';
import type { LeftAlone } from './parse.ts';
import type { PlacedFinding } from './placed-finding.ts';
import type { Validation } from './validate.ts';

const MOST_NAMED = 5;

/** A finding in the words that every command uses. */
export function asProblem({ finding, place }: PlacedFinding): Problem {
  const { object, path, value, allowed, fix, warning } = finding;
  const message = warning ? `warning: ${finding.message}` : finding.message;
  const at = [object, path].filter(Boolean).join(' ') || undefined;
  return { place: { ...place, at }, value, message, allowed, fix };
}

/** What validating came to, as text for people. */
export function report(validation: Validation): string {
  const { findings, leftAlone, notes, partsOf } = validation;
  return [
    ...findings.map((finding) => formatProblem(asProblem(finding))),
    ...(findings.length > 0 ? [''] : []),
    ...(findings.length > 0 ? partsOf.map(givenInPart) : []),
    ...notes,
    ...leftAloneInWords(leftAlone),
    summary(validation),
  ].join('\n');
}

/** What was looked at, and how much was found, in one line. */
export function summary(validation: Validation): string {
  const { files, objects, clusterConfigs, minors } = validation;
  const manifests = objects - clusterConfigs;
  const looked = [
    [
      ...(manifests > 0 || clusterConfigs === 0 ? [count(manifests, 'Kubernetes object')] : []),
      ...(clusterConfigs > 0 ? [count(clusterConfigs, 'ClusterConfig')] : []),
    ].join(' and '),
    `in ${count(files, 'file')}`,
    ...(minors.length > 0 ? [`for Kubernetes ${minors.join(' and ')}`] : []),
  ].join(' ');
  return `${looked}: ${verdict(validation)}`;
}

/** What kept files from being read, as text for people. */
export function reportUnreadable(problems: readonly Problem[]): string {
  const counted = count(problems.length, 'problem');
  return [...problems.map(formatProblem), '', `${counted}: not everything could be read`].join(
    '\n',
  );
}

function leftAloneInWords(leftAlone: readonly LeftAlone[]): string[] {
  return [...new Set(leftAlone.map(({ what }) => what))].map((what) => {
    const files = leftAlone.filter((one) => one.what === what).map(({ file }) => file);
    return `left alone, ${count(files.length, 'file')} (${what}): ${someOf(files, MOST_NAMED)}`;
  });
}

function verdict({ findings, excepted }: Validation): string {
  const warnings = findings.filter(({ finding }) => finding.warning).length;
  const wrong = findings.length - warnings;
  return [
    wrong === 0 ? 'nothing wrong' : count(wrong, 'finding'),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(excepted.length > 0 ? [`${count(excepted.length, 'finding')} left out by exceptions`] : []),
  ].join(', ');
}

function givenInPart(folder: string): string {
  return `the checks saw only these files, which are a part of ${folder}; to check all of it: ${callOf('validate', [folder])}`;
}

/** What validating came to, for programs; with it what the checks are for that found something. */
export function reportJson(validation: Validation, checks: readonly About[] = []): string {
  const { problems, findings, excepted, files, objects, minors, leftAlone, notes, partsOf } =
    validation;
  const foundBy = new Set([
    ...[...findings, ...excepted].map(({ finding }) => finding.check),
    ...(problems.length > 0 ? [unreadable.id] : []),
  ]);
  return JSON.stringify(
    {
      kubernetes: minors,
      files,
      objects,
      leftAlone: leftAlone.map(({ file, what }) => `${file} (${what})`),
      notes,
      partsOf,
      checks: Object.fromEntries(
        [...checks, unreadable]
          .filter(({ id }) => foundBy.has(id))
          .map(({ id, severity, why, remedy }) => [id, { severity, why, remedy }]),
      ),
      unreadable: problems.map(({ place, ...rest }) => ({ ...place, ...rest })),
      findings: findings.map(({ finding, place }) => ({ ...finding, ...place })),
      excepted: excepted.map(({ finding, place, reason }) => ({ ...finding, ...place, reason })),
    },
    null,
    2,
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
