import { normalize } from 'node:path';
import { checkClusterConfig } from '../../checks/eksctl/index.ts';
import { readClusterConfig } from '../../checks/eksctl/yaml11.ts';
import type { Finding } from '../../checks/check.ts';
import { isMapping } from '../../config/is-mapping.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { type Input, readInputs, STDIN } from '../validate/input.ts';
import { type Parsed, parseText } from '../validate/parse.ts';
import { positionOf } from '../validate/position.ts';
import type { Fields } from '../diff/eksctl/context.ts';
import { unclearItems } from './identities.ts';

/** Somebody's ClusterConfig, and where it was read. */
export interface Config {
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
  readonly value: Fields;
  /** How many things eksctl would refuse, or get wrong, though it can read them. */
  readonly findings: number;
  /** Whether there is nothing in it, as before a file is first written. */
  readonly isEmpty: boolean;
  /** Whether more follows its first document, which is the only one that eksctl reads. */
  readonly isCut: boolean;
}

// From here on, reading takes more than a moment.
const LONG = 200_000;

/** Reads ClusterConfigs that eksctl would take; throws everything that keeps it from that, of all of them at once. */
export function readConfigs(
  paths: readonly string[],
  say: (what: string) => void = () => undefined,
): Config[] {
  const read = paths.map((path) => readConfig(path, say));
  const problems = read.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return read.map(({ config }) => config);
}

function readConfig(
  path: string,
  say: (what: string) => void,
): { config: Config; problems: readonly Problem[] } {
  const inputs = readInputs([path]);
  const [input] = inputs;
  if (!input || (path !== STDIN && inputs.some(({ file }) => file !== normalize(path)))) {
    const message = 'is a folder';
    const fix = 'name the file with the ClusterConfig';
    throw new ProblemsError([{ place: { file: path }, message, fix }]);
  }
  if (input.text.length > LONG) say(`reading ${input.file} …`);
  return configOf(input, path);
}

/** The ClusterConfig that a text holds, and all that keeps eksctl from taking it. */
export function configOf(
  input: Input,
  path: string,
): { config: Config; problems: readonly Problem[] } {
  const { value, traps } = readClusterConfig(input.file, input.text);
  const parsed = parseText(input.file, input.text);
  const [written] = parsed.objects;
  const config = {
    path,
    file: input.file,
    value: isMapping(value) ? value : {},
    findings: 0,
    isEmpty: input.text.trim() === '',
    isCut: parsed.objects.length > 1,
  };
  if (config.isEmpty && path === STDIN) return { config, problems: [] };
  if (parsed.problems.length > 0) return { config, problems: parsed.problems };
  if (!written || !isMapping(value) || value.kind !== 'ClusterConfig') {
    return { config, problems: [noClusterConfig(input)] };
  }
  const findings = [...checkClusterConfig(input.file, value), ...traps].filter(
    ({ warning }) => !warning,
  );
  const [unreadable, others] = [true, false].map((is) =>
    findings.filter(({ check }) => (check === 'eksctl/schema') === is),
  );
  return {
    config: { ...config, findings: others?.length ?? 0 },
    problems: unreadable?.length
      ? unreadable.map((finding) => asProblem(finding, written))
      : unclearItems(value).map(({ path, message, fix }) => ({
          place: { ...positionOf(written, path), at: path },
          message,
          fix,
        })),
  };
}

function noClusterConfig({ file }: Input): Problem {
  const message = 'holds no ClusterConfig of eksctl as its first document';
  const fix = 'name a file that begins with apiVersion: eksctl.io/v1alpha5 and kind: ClusterConfig';
  return { place: { file }, message, fix };
}

function asProblem({ path, value, message, allowed, fix }: Finding, written: Parsed): Problem {
  return {
    place: { ...positionOf(written, path), ...(path && { at: path }) },
    message,
    ...(value !== undefined && { value }),
    ...(allowed && { allowed }),
    ...(fix && { fix }),
  };
}
