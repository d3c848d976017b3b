import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { type About, check, type Finding, type Subject } from '../check.ts';
import { type Index, indexOf } from '../index-of.ts';
import { at, fields, list } from '../values.ts';
import { demandOf } from '../capacity/demand.ts';
import { parseBytes, parseMillicores } from '../capacity/quantities.ts';
import { parseQuantity } from '../quantity.ts';

const about: About = {
  id: 'learner-space',
  severity: 'broken',
  why: "A learner without a namespace, quota, entry or room can't do the exercises.",
  remedy: 'Keep the objects that synth makes for each learner.',
};

export const learnerSpace = check(about, (subject) => {
  const index = indexOf(subject);
  const learners = subject.config ? expectedLearners(subject.config) : [];
  return learners.flatMap((learner) => [
    ...missing(index, learner),
    ...noEntry(subject, learner),
    ...tooTight(subject, index, learner),
  ]);
});

function missing(index: Index, { namespace, holds, outside, file }: ExpectedLearner): Finding[] {
  const wanted = [
    ...[{ kind: 'Namespace', name: namespace }, ...outside].map((one) => ({ ...one, where: '' })),
    ...holds.map((one) => ({ ...one, where: namespace })),
  ];
  return wanted.flatMap(({ kind, name, where }) =>
    index.find(kind, where, name)
      ? []
      : [
          {
            check: about.id,
            file,
            object: `${kind} ${where && `${where}/`}${name}`,
            message: 'is not there, and every learner needs it',
            fix: `write it into ${file} again`,
          },
        ],
  );
}

function noEntry({ clusterConfig }: Subject, { principal, group }: ExpectedLearner): Finding[] {
  if (!clusterConfig) return [];
  const entries = list(at(clusterConfig.object, 'accessConfig', 'accessEntries')).map(fields);
  const i = entries.findIndex(({ principalARN }) => principalARN === principal);
  const groups = list(entries[i]?.kubernetesGroups);
  if (groups.length === 1 && groups[0] === group) return [];
  return [
    {
      check: about.id,
      file: clusterConfig.path,
      object: `ClusterConfig ${clusterConfig.object.metadata?.name ?? '?'}`,
      path:
        i < 0 ? 'accessConfig.accessEntries' : `accessConfig.accessEntries[${i}].kubernetesGroups`,
      value: principal,
      message: i < 0 ? 'has no access entry' : 'is not only in their own group',
      allowed: `kubernetesGroups: [${group}]`,
    },
  ];
}

const measures = [
  { key: 'requests.cpu', of: 'cpu', parse: parseMillicores },
  { key: 'requests.memory', of: 'memory', parse: parseBytes },
] as const;

function tooTight(
  subject: Subject,
  index: Index,
  { namespace, folder }: ExpectedLearner,
): Finding[] {
  const hard = fields(
    at(index.find('ResourceQuota', namespace, 'exercises')?.object, 'spec', 'hard'),
  );
  const files = subject.files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map((file) => ({ ...file, alternative: false }));
  const { pods } = demandOf({ ...subject, files });
  const over = [
    ...measures.flatMap(({ key, of, parse }) => {
      const most = parse(hard[key]);
      const asked = pods.reduce((sum, pod) => sum + pod[of], 0);
      return most !== undefined && asked > most ? [key] : [];
    }),
    ...(pods.length > (parseQuantity(hard.pods) ?? Infinity) ? ['pods'] : []),
  ];
  return over.map((key) => ({
    check: about.id,
    file: pods[0]?.file ?? folder,
    object: `ResourceQuota ${namespace}/exercises`,
    path: `spec.hard[${JSON.stringify(key)}]`,
    value: String(hard[key]),
    message: "is less than the learner's own exercises ask for: the API server refuses them",
    fix: 'raise it to the sum of what their files ask for',
  }));
}
