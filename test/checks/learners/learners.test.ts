import { describe, expect, test } from '@jest/globals';
import type { Finding, Subject } from '../../../checks/check.ts';
import { learnersFit } from '../../../checks/capacity/learners-fit.ts';
import { learnerRights } from '../../../checks/learners/learner-rights.ts';
import { learnerSpace } from '../../../checks/learners/learner-space.ts';
import { objectFindings } from '../../../checks/index.ts';
import { findings } from '../../../checks/run.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { classOf, learner } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';
import { object } from '../../support/subjects.ts';

const learners = [learner('ada'), learner('grace', 32100)];
const good = synthesize(configOf({ learners }));

/** The output with each object of the learners' own files as `change` makes it; undefined takes it away. */
function changed(change: (object: KubeObject) => KubeObject | undefined): Subject {
  const files = good.files.map((file) =>
    /ada|grace/.test(file.path)
      ? { ...file, objects: file.objects.flatMap((one) => change(one) ?? []) }
      : file,
  );
  return { ...good, files };
}

const withObject = (extra: unknown): Subject => ({
  ...good,
  files: [...good.files, { path: 'apps/own.k8s.yaml', objects: [extra as KubeObject] }],
});
const said = (all: readonly Finding[]) => all.map(({ object: what, value }) => [what, value]);
const ada = 'ada-bc-svc';
const isAdas = (one: KubeObject, kind: string, name?: string) =>
  one.kind === kind &&
  [ada, 'learner-ada'].includes(one.metadata.namespace ?? one.metadata.name) &&
  (name === undefined || one.metadata.name === name);

test('every check takes the output with learners', () => {
  expect(findings(good)).toEqual([]);
});

test('two learners on one node port', () => {
  const twice = changed((one) =>
    one.kind === 'Service'
      ? (JSON.parse(JSON.stringify(one).replace('32271', '32100')) as KubeObject)
      : one,
  );
  const found = objectFindings(twice);
  expect(new Set(found.map(({ check }) => check))).toEqual(new Set(['node-ports']));
});

describe('learner-rights', () => {
  const group = { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'learner-ada' };
  const binding = (kind: string, namespace?: string, subject: object = group) =>
    object(
      'rbac.authorization.k8s.io/v1',
      kind,
      'own',
      {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [subject],
      },
      namespace,
    );

  test.each([
    ['everywhere', binding('ClusterRoleBinding'), 'ClusterRoleBinding own'],
    [
      "in another's namespace",
      binding('RoleBinding', 'grace-bc-svc'),
      'RoleBinding grace-bc-svc/own',
    ],
    [
      'through a ClusterRole that is not here',
      binding('RoleBinding', ada),
      `RoleBinding ${ada}/own`,
    ],
  ])('rights %s', (_, extra, what) => {
    expect(learnerRights(withObject(extra)).map((one) => one.object)).toEqual([what]);
  });

  test('a look at more than the own namespace', () => {
    const subject = changed((one) =>
      isAdas(one, 'ClusterRole')
        ? { ...one, rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['list'] }] }
        : one,
    );
    expect(said(learnerRights(subject))).toEqual([
      ['ClusterRoleBinding learner-ada', 'learner-ada'],
    ]);
  });

  test('rights of others are their own affair', () => {
    const admins = { ...group, name: 'admins' };
    expect(learnerRights(withObject(binding('ClusterRoleBinding', undefined, admins)))).toEqual([]);
  });

  test.each([
    [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }, '*'],
    [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }, '*'],
    [
      { apiGroups: [''], resources: ['resourcequotas'], verbs: ['get', 'delete'] },
      'resourcequotas',
    ],
    [
      { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['patch'] },
      'networkpolicies',
    ],
    [
      { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
      'serviceaccounts/token',
    ],
    [{ apiGroups: [''], resources: ['namespaces'], verbs: ['delete'] }, 'namespaces'],
    [
      { apiGroups: [''], resources: ['namespaces'], resourceNames: [ada], verbs: ['patch'] },
      'namespaces',
    ],
    [{ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }, 'impersonate'],
  ])('a rule that widens: %j', (rule, value) => {
    const subject = changed((one) =>
      isAdas(one, 'Role') ? { ...one, rules: [...(one.rules as unknown[]), rule] } : one,
    );
    expect(said(learnerRights(subject))).toEqual([[`Role ${ada}/learner`, value]]);
  });
});

describe('learner-space', () => {
  test.each([
    ['Namespace', ada],
    ['ResourceQuota', 'exercises'],
    ['LimitRange', 'exercises'],
    ['NetworkPolicy', 'default-deny'],
    ['RoleBinding', 'learner'],
    ['ClusterRoleBinding', 'learner-ada'],
  ])('without its %s', (kind, name) => {
    const subject = changed((one) => (isAdas(one, kind, name) ? undefined : one));
    const what = /^(Namespace|Cluster)/.test(kind) ? `${kind} ${name}` : `${kind} ${ada}/${name}`;
    expect(learnerSpace(subject).map((one) => one.object)).toEqual([what]);
  });

  test.each([
    ['requests.cpu', '400m'],
    ['requests.memory', '512Mi'],
    ['pods', '0'],
  ])('a quota of %s: %s has no room for the exercises', (key, most) => {
    const subject = changed((one) => {
      if (!isAdas(one, 'ResourceQuota', 'exercises')) return one;
      const { hard } = one.spec as { hard: object };
      return { ...one, spec: { hard: { ...hard, [key]: most } } };
    });
    expect(said(learnerSpace(subject))).toEqual([[`ResourceQuota ${ada}/exercises`, most]]);
  });

  test('without an access entry, or in a group of somebody else', () => {
    const { clusterConfig } = good;
    if (!clusterConfig) throw new Error('no ClusterConfig');
    const entries = (accessEntries: object[]) =>
      learnerSpace({
        ...good,
        clusterConfig: {
          ...clusterConfig,
          object: { ...clusterConfig.object, accessConfig: { accessEntries } as object },
        },
      }).map(({ value }) => value);
    const [first, second] = learners.map(({ principal }) => principal);
    const graces = { principalARN: second, kubernetesGroups: ['learner-grace'] };
    expect(entries([graces])).toEqual([first]);
    expect(entries([{ principalARN: first, kubernetesGroups: ['learner-grace'] }, graces])).toEqual(
      [first],
    );
  });
});

describe('learners-fit', () => {
  const fit = (count: number, nodes: object) =>
    learnersFit(synthesize(configOf({ learners: classOf(count), nodes })));

  test('more learners than the most nodes hold, with the count that does', () => {
    const nodes = { instanceType: 't3.large', min: 2, desired: 2, max: 4 };
    const [finding] = fit(20, nodes);
    const needed = Number(/nodes\.max: (\d+)/.exec(finding?.fix ?? '')?.[1]);
    expect(finding?.message).toMatch(/^holds \d+ of 20 learners: 4 × t3\.large/);
    expect(finding?.config).toEqual(['nodes', 'max']);
    expect(fit(20, { ...nodes, max: needed })).toEqual([]);
    expect(fit(20, { ...nodes, max: needed - 1 })).toHaveLength(1);
  });

  test('a quota that lets them have more counts in full', () => {
    const nodes = { instanceType: 't3.large', min: 2, desired: 2, max: 4 };
    const subject = synthesize(configOf({ learners: classOf(4), nodes }));
    const doubled = {
      ...subject,
      files: subject.files.map((file) => ({
        ...file,
        objects: file.objects.map((one) =>
          one.kind === 'ResourceQuota' && one.metadata.name === 'exercises'
            ? {
                ...one,
                spec: { hard: { pods: '30', 'requests.cpu': '500m', 'requests.memory': '1Gi' } },
              }
            : one,
        ),
      })),
    };
    expect(learnersFit(subject)).toEqual([]);
    // 4 × 30 pods, and 4 × t3.large has room for 140 with all else.
    expect(learnersFit(doubled)).toHaveLength(1);
  });
});
