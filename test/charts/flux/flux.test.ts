import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { GitRepository, Kustomization, OCIRepository } from '../../../imports/flux/types.ts';
import schemas from '../../../imports/flux/schema.json';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, options, type Overrides } from '../../support/configs.ts';
import { find, objectsOf } from '../../support/objects.ts';
import { treeOf } from '../../support/trees.ts';

const url = 'https://github.com/example/clusters';

const fluxOf = (overrides: Overrides) =>
  synthesize(configOf(overrides), () => []).flux.flatMap(({ objects }) => [...objects]);

const kustomizationsOf = (overrides: Overrides) =>
  fluxOf(overrides).filter(({ kind }) => kind === 'Kustomization') as unknown as Kustomization[];

test('there is no flux folder unless the cluster file names a repository', () => {
  expect(synthesize(configOf()).flux).toEqual([]);
  expect([...treeOf({ flux: { branch: 'live' } }).keys()].join()).not.toContain('flux/');
});

test('the folder holds the source, then what is applied from it', () => {
  const paths = [...treeOf({ flux: { url } }).keys()].filter((path) => path.startsWith('flux/'));
  expect(paths).toEqual(['flux/1-source.k8s.yaml', 'flux/2-kustomizations.k8s.yaml']);
});

const ajv = new Ajv();
const validators = Object.fromEntries(
  Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]),
);

test.each(Object.entries(options).filter(([name]) => name.startsWith('flux')))(
  "%s: every object is as Flux's own definitions want it",
  (_, overrides) => {
    for (const object of fluxOf(overrides)) {
      const validate = validators[object.kind];
      expect(validate?.(object) === true ? [] : (validate?.errors ?? object.kind)).toEqual([]);
    }
  },
);

describe('the source', () => {
  test('a Git repository is followed by its branch', () => {
    const object = find<GitRepository>(
      fluxOf({ flux: { url, branch: 'live', secret: 'deploy-key' } }),
      'GitRepository',
      'sock-shop',
    );
    expect(object.spec).toMatchObject({
      url,
      ref: { branch: 'live' },
      secretRef: { name: 'deploy-key' },
    });
  });

  test('an OCI repository is followed by its tag', () => {
    const flux = { url: 'oci://ghcr.io/example/clusters', tag: 'stable' };
    const object = find<OCIRepository>(fluxOf({ flux }), 'OCIRepository', 'sock-shop');
    expect(object.spec).toMatchObject({ url: flux.url, ref: { tag: 'stable' } });
    expect(object.spec).not.toHaveProperty('provider');
    for (const { spec } of kustomizationsOf({ flux }))
      expect(spec.sourceRef.kind).toBe('OCIRepository');
  });

  test("ECR is read with the node's own role, unless a Secret is named", () => {
    const ecr = 'oci://111122223333.dkr.ecr.us-west-2.amazonaws.com/clusters';
    const specOf = (flux: object) =>
      find<OCIRepository>(fluxOf({ flux }), 'OCIRepository', 'sock-shop').spec;
    expect(specOf({ url: ecr }).provider).toBe('aws');
    expect(specOf({ url: ecr, secret: 'ecr' })).not.toHaveProperty('provider');
  });
});

describe('what is applied', () => {
  test('platform, then apps; Jenkins only when it is asked for', () => {
    const waits = (flux: object) =>
      kustomizationsOf({ flux }).map(({ metadata, spec }) => [
        metadata.name,
        spec.dependsOn?.map(({ name }) => name),
      ]);
    const both = [
      ['sock-shop-platform', undefined],
      ['sock-shop-apps', ['sock-shop-platform']],
    ];
    const jenkins = ['sock-shop-jenkins', ['sock-shop-platform']];
    // A folder of a user's own charts comes after them.
    expect(waits({ url }).slice(0, 2)).toEqual(both);
    expect(waits({ url })).not.toContainEqual(jenkins);
    expect(waits({ url, jenkins: true }).slice(0, 3)).toEqual([...both, jenkins]);
  });

  test('each waits for health, prunes, and tries again before its interval', () => {
    for (const { spec } of kustomizationsOf({ flux: { url, interval: '30m' } })) {
      expect(spec).toMatchObject({
        prune: true,
        wait: true,
        interval: '30m',
        retryInterval: '2m',
        timeout: '5m',
      });
    }
  });

  test.each(['.', './', 'infra/eks', 'infra/eks/', './infra/eks'])('from the folder %s', (path) => {
    const root = path.includes('infra') ? './infra/eks' : '.';
    const [platform, apps] = kustomizationsOf({ flux: { url, path } });
    expect(platform?.spec.path).toBe(`${root}/dist/sock-shop/platform`);
    expect(apps?.spec.path).toBe(`${root}/dist/sock-shop/apps`);
  });

  test('no Kustomization points at a folder that does not exist', () => {
    const less = { sockShop: { enabled: false }, jenkins: { enabled: false } };
    const overrides = { flux: { url, jenkins: true }, ...less };
    const files = [...treeOf(overrides).keys()].map((path) => `./dist/sock-shop/${path}`);
    const folders = kustomizationsOf(overrides).map(({ spec }) => `${spec.path}/`);
    expect(folders).toContain('./dist/sock-shop/platform/');
    expect(folders.filter((folder) => !files.some((file) => file.startsWith(folder)))).toEqual([]);
  });

  test('decryption only when it is asked for', () => {
    const decryption = { provider: 'sops', secretRef: { name: 'sops-age' } };
    for (const { spec } of kustomizationsOf({ flux: { url } }))
      expect(spec).not.toHaveProperty('decryption');
    for (const { spec } of kustomizationsOf({ flux: { url, sops: true } }))
      expect(spec.decryption).toEqual(decryption);
  });

  test('names differ between clusters', () => {
    const names = (name: string) =>
      fluxOf({ name, flux: { url } }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names('stage').filter((each) => names('prod').includes(each))).toEqual([]);
  });
});

describe('what Flux does to objects', () => {
  const annotations = (overrides: Overrides, kind: string, name: string) =>
    find(objectsOf(overrides), kind, name).metadata.annotations ?? {};
  const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  const persistent = { sockShop: { storage: 'persistent' } };

  test('it never prunes data, nor the namespace that holds it', () => {
    expect(annotations(persistent, 'Namespace', 'sock-shop')).toMatchObject(kept);
    const sets = objectsOf(persistent).filter(({ kind }) => kind === 'StatefulSet');
    expect(sets).toHaveLength(5);
    for (const { metadata, spec } of sets) {
      expect(metadata.annotations).toMatchObject(kept);
      const { volumeClaimTemplates } = spec as { volumeClaimTemplates: unknown[] };
      expect(volumeClaimTemplates).toMatchObject([{ metadata: { annotations: kept } }]);
    }
  });

  test('it prunes what holds no data', () => {
    expect(JSON.stringify(objectsOf())).not.toContain('fluxcd.io');
  });

  test('turning it on changes no object of platform and apps', () => {
    for (const overrides of [{}, persistent])
      expect(withoutFlux({ ...overrides, flux: { url } })).toEqual(withoutFlux(overrides));
  });

  test("it replaces Jenkins' Pod when it applies it", () => {
    const forced = { 'kustomize.toolkit.fluxcd.io/force': 'enabled' };
    expect(annotations({ flux: { url, jenkins: true } }, 'Pod', 'jenkins')).toEqual(forced);
    expect(annotations({ flux: { url } }, 'Pod', 'jenkins')).toEqual({});
  });
});

function withoutFlux(overrides: Overrides) {
  return [...treeOf(overrides)].filter(([path]) => !path.startsWith('flux/'));
}
