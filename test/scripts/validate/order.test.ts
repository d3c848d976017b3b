import { describe, expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { validate } from '../../../scripts/validate/validate.ts';

const object = (kind: string, metadata: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {${metadata}}\n`;
const account = (more = '') => object('ServiceAccount', `name: a, namespace: shop${more}`);
const namespace = (more = '') => object('Namespace', `name: shop${more}`);
const wave = (wave: number) => `, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}`;
const flux = (name: string, path: string, dependsOn = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}}\nspec: {path: ${path}, dependsOn: [${dependsOn}]}\n`;
const argo = (path: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${path}, namespace: argocd}\nspec: {source: {path: ${path}}}\n`;

const found = (files: Record<string, string>) =>
  validate(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    checker,
  )
    .findings.map(({ finding }) => finding)
    .filter(({ message }) => message.includes('before its namespace'))
    .map(({ message, fix }) => `${message}; ${fix}`);

const early = { 'r/apps/a.yaml': account(), 'r/infra/n.yaml': namespace() };

test('kubectl meets a namespace in the order of the files of one folder', () => {
  expect(found({ 'r/a.yaml': account(), 'r/n.yaml': namespace() })).toEqual([
    expect.stringContaining('which kubectl meets only in r/n.yaml'),
  ]);
  expect(found(early)).toEqual([]);
});

describe('Flux', () => {
  test.each([
    [
      'what depends on the namespace comes after it',
      flux('infra', './infra'),
      flux('apps', './apps', '{name: infra}'),
    ],
    ['what depends on nothing is tried again', flux('infra', 'infra/'), flux('apps', './apps')],
    ['the namespaces of one folder come first', flux('all', './r')],
  ])('%s', (_, ...kustomizations) => {
    expect(found({ ...early, 'clusters/k.yaml': kustomizations.join('---\n') })).toEqual([]);
  });

  test('waits for ever where the namespace depends on what it holds', () => {
    const kustomizations = [
      flux('infra', './infra', '{name: middle}'),
      flux('middle', './middle', '{name: apps}, {name: infra}'),
      flux('apps', './apps'),
    ];
    expect(found({ ...early, 'clusters/k.yaml': kustomizations.join('---\n') })).toEqual([
      expect.stringMatching(
        /which Flux meets only in r\/infra\/n\.yaml; let the Kustomization apps depend on infra/,
      ),
    ]);
  });

  test('says nothing of folders that it does not apply', () => {
    const files = { 'r/a.yaml': account(), 'r/n.yaml': namespace() };
    expect(found({ ...files, 'clusters/k.yaml': flux('infra', './infra') })).toHaveLength(1);
  });
});

describe('Argo CD', () => {
  test('applies namespaces first, within one wave or without any', () => {
    expect(found({ ...early, 'argo.yaml': `${argo('apps')}---\n${argo('r/infra')}` })).toEqual([]);
    expect(found({ 'a.yaml': account(wave(1)), 'n.yaml': namespace(wave(1)) })).toEqual([]);
    expect(found({ 'a.yaml': account(), 'n.yaml': namespace(wave(-1)) })).toEqual([]);
  });

  test('meets a namespace too late in a later wave', () => {
    expect(found({ 'a.yaml': account(wave(-2)), 'b.yaml': namespace(wave(-1)) })).toEqual([
      expect.stringMatching(
        /which Argo CD meets only in b\.yaml; give the Namespace a sync wave of -2 or less/,
      ),
    ]);
    expect(found({ '1.yaml': namespace(wave(1)), '2.yaml': account() })).toHaveLength(1);
  });
});
