import { settingsSecret } from '../../charts/concepts/configuration.ts';
import { catalogueSecret } from '../../charts/sock-shop/sock-shop.ts';
import type { About, Finding, Subject } from '../../checks/check.ts';
import { foreignSubject } from '../../checks/foreign.ts';
import { append } from '../../checks/index-of.ts';
import type { Place, Problem } from '../../terminal/problem.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';
import { isOurs } from '../../output/render.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { asGiven } from './as-given.ts';
import { inSource } from './build/in-source.ts';
import { type Excepted, type WithExceptions, withoutExcepted } from './exceptions.ts';
import { groupByCluster, type Group } from './group.ts';
import type { Input } from './input.ts';
import { orderFrom } from './order.ts';
import { type LeftAlone, type Parsed, parseText } from './parse.ts';
import type { PlacedFinding } from './placed-finding.ts';
import { positionOf } from './position.ts';
import { type Sorted, sortObjects } from './sort-objects.ts';

/** What validating came to. */
export interface Validation {
  /** What kept a file, or a part of it, from being read: all else was checked. */
  readonly problems: readonly Problem[];
  readonly findings: readonly PlacedFinding[];
  /** What would be a finding without an exception. */
  readonly excepted: readonly Excepted[];
  /** How many files hold objects that were checked. */
  readonly files: number;
  readonly objects: number;
  /** How many of them are eksctl's. */
  readonly clusterConfigs: number;
  readonly minors: readonly KubernetesVersion[];
  readonly leftAlone: readonly LeftAlone[];
  /** What was built, and what was not. */
  readonly notes: readonly string[];
  /** The clusters' folders of ours of which only something was given. */
  readonly partsOf: readonly string[];
}

/** What finds things wrong: with everything of one cluster, and with a ClusterConfig's text. */
export interface Checker {
  readonly checks: readonly About[];
  readonly findings: (subject: Subject) => readonly Finding[];
  readonly traps: (file: string, text: string) => readonly Finding[];
  /** A ClusterConfig as eksctl reads it, which is the first document of its file. */
  readonly readClusterConfig: (text: string) => unknown;
}

interface Read extends Input, Sorted {}

/** Reads files and runs every check over them, each cluster's files together. */
export function validate(
  inputs: readonly Input[],
  checker: Checker,
  minor?: KubernetesVersion,
): Validation {
  const read = inputs.map(readInput);
  const problems = read.flatMap((file) => file.problems);
  const ids = checker.checks.map(({ id }) => id);
  const groups = groupByCluster(read);
  const results = groups.map((group) => checkGroup(group, checker, minor));
  const isMissing = missingEverywhere(groups, checker, minor);
  const found = results
    .flatMap(({ findings }) => findings)
    .filter((one) => isMissing(one) && !isFilledIn(one));
  return {
    problems,
    ...withoutExcepted(
      onceEach(found, ({ finding: { check, object, path, message }, place }) =>
        JSON.stringify([check, object, path, message, place]),
      ),
      read.flatMap(withParts),
      ids,
    ),
    files: read.filter((file) => countOf(file) > 0).length,
    objects: read.reduce((sum, file) => sum + countOf(file), 0),
    clusterConfigs: read.reduce((sum, file) => sum + file.clusterConfigs.length, 0),
    minors: [...new Set(results.flatMap((result) => result.minors))].sort(),
    leftAlone: onceEach(
      read.flatMap((file) => file.leftAlone),
      ({ file, what }) => `${file}\n${what}`,
    ),
    notes: [],
    partsOf: [...new Set(read.flatMap(({ whole }) => whole?.folder ?? []))],
  };
}

function countOf({ manifests, clusterConfigs }: Read): number {
  return manifests.length + clusterConfigs.length;
}

function onceEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

function withParts(read: Read): WithExceptions[] {
  const objects = namesOf(read);
  if (!read.parts) return [{ ...read, objects }];
  const parts = read.parts.map(({ file, text }) => ({ file, text, objects: new Map() }));
  return [{ file: read.file, text: '', objects }, ...parts];
}

// envsubst and Flux fill in ${NAME} before anything is applied.
function isFilledIn({ finding: { value } }: PlacedFinding): boolean {
  return value !== undefined && /\$(?:\{\w+[^}]*\}|[A-Z][A-Z\d_]*)/.test(value);
}

// What a program made is judged by itself, and still something may be among the other files.
function missingEverywhere(
  groups: readonly Group<Read>[],
  checker: Checker,
  minor: KubernetesVersion | undefined,
): (found: PlacedFinding) => boolean {
  const together = groups.filter(({ root }) => root === '');
  if (together.length < 2) return () => true;
  const files = new Map(together.flatMap((group) => [...group.files]));
  const keyOf = ({ finding: { check, object, path, value } }: PlacedFinding) =>
    JSON.stringify([check, object, path, value]);
  let missing: ReadonlySet<string> | undefined;
  const isMissing = (found: PlacedFinding) => {
    missing ??= new Set(checkGroup({ root: '', files }, checker, minor).findings.map(keyOf));
    return missing.has(keyOf(found));
  };
  return (found) => !found.finding.absent || isMissing(found);
}

function readInput(input: Input): Read {
  const { objects, leftAlone, problems } = parseText(input.file, input.text);
  const sorted = sortObjects(input.parts ? inSource(objects, input) : objects);
  return {
    ...input,
    ...sorted,
    leftAlone: [...leftAlone, ...sorted.leftAlone],
    problems: [...problems, ...sorted.problems],
  };
}

function checkGroup(
  { files }: Group<Read>,
  checker: Checker,
  minor: KubernetesVersion | undefined,
): { minors: KubernetesVersion[]; findings: PlacedFinding[] } {
  const manifests = [...files].filter(([, file]) => file.manifests.length > 0);
  const configs = [...files].flatMap(([path, { text, clusterConfigs, manifests }]) =>
    clusterConfigs.map((config) => ({
      path,
      config,
      object:
        clusterConfigs.length + manifests.length === 1
          ? checker.readClusterConfig(text)
          : config.value,
    })),
  );
  const all = [...files.values()];
  const [whole] = all.flatMap((file) => file.whole ?? []);
  const ours = all.some(({ text }) => isOurs(text));
  // Manifests belong to a ClusterConfig when there is one; among several nobody knows to which.
  const own = configs.length === 1 && manifests.length > 0 ? configs[0] : undefined;
  const subject = foreignSubject(
    manifests.map(([path, file]) => ({ path, objects: file.manifests.map(({ value }) => value) })),
    {
      clusterConfig: own,
      minor: minor ?? (own ? undefined : whole?.minor),
      prerequisites: ours ? [catalogueSecret, settingsSecret] : [],
      orderOf: orderFrom(
        all.flatMap(({ tools }) => tools),
        all.flatMap(({ manifests }) => manifests),
      ),
    },
  );
  const together = manifests.length > 0 ? checker.findings(subject) : [];
  const apart = configs
    .filter((config) => config !== own)
    .map((clusterConfig) => ({
      clusterConfig,
      subject: foreignSubject([], { clusterConfig, minor }),
    }));
  const traps = [...files].flatMap(([path, { text, clusterConfigs }]) =>
    clusterConfigs.length > 0 ? checker.traps(path, text) : [],
  );
  return {
    minors: [
      ...(manifests.length > 0 ? [subject] : []),
      ...apart.map(({ subject }) => subject),
    ].map(({ minor }) => minor),
    findings: [
      ...[...together, ...traps].map((finding) => ({
        finding: asGiven(finding),
        place: placeOf(files, finding),
      })),
      ...apart.flatMap(({ clusterConfig: { config }, subject }) =>
        checker
          .findings(subject)
          .map((finding) => ({ finding, place: positionOf(config, finding.path) })),
      ),
    ],
  };
}

function placeOf(files: ReadonlyMap<string, Read>, finding: Finding): Place {
  const { file, line, column, object, nth = 0, path } = finding;
  const read = files.get(file);
  if (!read) return { file };
  if (line !== undefined) return { file: read.file, line, column };
  const found = object === undefined ? read.clusterConfigs[0] : namesOf(read).get(object)?.at(nth);
  return found ? positionOf(found, path) : { file: read.file };
}

const names = new WeakMap<Read, ReadonlyMap<string, readonly Parsed[]>>();

function namesOf(read: Read): ReadonlyMap<string, readonly Parsed[]> {
  let known = names.get(read);
  if (!known) {
    const all = new Map<string, Parsed[]>();
    for (const each of [...read.manifests, ...read.clusterConfigs]) {
      const name = nameOf(each);
      if (name !== undefined) append(all, name, each);
    }
    names.set(read, (known = all));
  }
  return known;
}

function nameOf({ value }: Parsed): string | undefined {
  const { metadata } = value;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return identityOf(value as unknown as KubeObject);
}
