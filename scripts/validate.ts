import {
  knownKubernetes,
  type KubernetesVersion,
  kubernetesVersions,
} from '../tables/kubernetes.ts';
import { unknownKubernetes } from '../tables/unknown-kubernetes.ts';
import { announce } from './validate/announce.ts';
import { buildAll } from './validate/build/build.ts';
import { checker } from './validate/checker.ts';
import { type FormatName, formats } from './validate/formats/index.ts';
import { readInputs, STDIN } from './validate/input.ts';
import { listChecks } from './validate/list-checks.ts';
import { nothingToCheck } from './validate/nothing-to-check.ts';
import { reportUnreadable } from './validate/report.ts';
import { validate } from './validate/validate.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { givenPath } from './shared/given-path.ts';
import { run } from './shared/run.ts';
import { callOf } from '../terminal/call-of.ts';
import { UsageError } from '../terminal/usage-error.ts';

const FINDINGS = 1;
const UNREADABLE = 2;

const command = {
  name: 'validate',
  summary:
    'Runs every check on manifests and ClusterConfigs, also on those that this project did not make. Exit code 0: nothing found, or only what may be newer than this project knows, 1: findings, 2: it could not read them, or there is nothing to check.',
  positionals: 'PATH… (files, folders, or - for the standard input)',
  flags: {
    kubernetes: {
      type: 'string',
      value: 'MINOR',
      help: "the minor version to check for, instead of the ClusterConfig's or the newest",
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      allowed: Object.keys(formats),
      help: `how to print it: ${Object.keys(formats).join(', ')}`,
    },
    json: { type: 'boolean', help: 'the same as --format json' },
    'list-checks': {
      type: 'boolean',
      help: 'list every check: its id, its severity, why, and what to do',
    },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { flags, positionals } = parsed;
  if (flags['list-checks']) {
    console.log(listChecks());
    return 0;
  }
  if (positionals.length === 0) {
    throw new UsageError(
      `${callOf(command.name)} needs something to read`,
      `write: ${callOf(command.name, ['dist'])}`,
    );
  }
  const paths = positionals.map((path) => (path === STDIN ? path : givenPath(command.name, path)));
  const format = (flags.format ?? (flags.json ? 'json' : 'text')) as FormatName;
  const minor = flags.kubernetes === undefined ? undefined : minorNamed(flags.kubernetes);
  const { inputs, notes, leftAlone, problems: unbuilt } = await buildAll(readInputs(paths));
  announce(inputs);
  const checked = validate(inputs, checker, minor);
  const found = {
    ...checked,
    problems: [...unbuilt, ...checked.problems],
    notes,
    leftAlone: [...checked.leftAlone, ...leftAlone],
  };
  const problems = [...found.problems, ...nothingToCheck(paths, found)];
  const validation = { ...found, problems };
  const unreadable = problems.length > 0;
  const isText = format === 'text';
  if (!isText || validation.objects > 0) console.log(formats[format](validation, checker.checks));
  if (isText && unreadable) console.error(reportUnreadable(problems));
  if (unreadable) return UNREADABLE;
  return validation.findings.some(({ finding }) => !finding.warning) ? FINDINGS : 0;
});

function minorNamed(text: string): KubernetesVersion {
  const version = text.replace(/^v/, '');
  const minor = knownKubernetes(version);
  if (minor) return minor;
  throw new UsageError(
    `--kubernetes ${text} ${unknownKubernetes(version)?.message ?? 'is not a minor version that this project knows'}`,
    `choose from ${kubernetesVersions.join(', ')}`,
  );
}
