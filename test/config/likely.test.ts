import { expect, test } from '@jest/globals';
import { everyKey } from '../../config/schema-at.ts';
import { clusterSchema } from '../../config/schema.ts';
import { Source } from '../../config/source.ts';
import { usualPlace } from '../../config/usual-names.ts';
import { validateCluster } from '../../config/validate.ts';
import { regionPlaces } from '../../tables/region-places.ts';
import { regionNames } from '../../tables/regions.ts';

const base = 'name: c\nowner: dev\naccess: { from: [198.51.100.7/32] }\n';
const fixesOf = (line: string) =>
  validateCluster(Source.parse('c.yaml', base + line)).problems.map(({ fix }) => fix);

test('each place means the region that it names, and no other', () => {
  expect(regionNames).toEqual(expect.arrayContaining(Object.keys(regionPlaces)));
  const places = Object.entries(regionPlaces).flatMap(([region, names]) =>
    names.split(', ').map((name) => [name, region]),
  );
  const meant = places.map(([name]) => [name, fixesOf(`region: ${name}`)]);
  expect(meant).toEqual(places.map(([name, region]) => [name, [`did you mean ${region}?`]]));
});

test('what other tools call a key is none of ours, and stands for one that is there', () => {
  const { shape } = clusterSchema;
  expect(Object.keys(shape).filter((key) => usualPlace(key) !== undefined)).toEqual([]);
  const known = new Set(everyKey());
  const strange = ['version', 'vpc_id', 'disk-size', 'hostname', 'students']
    .map((key) => usualPlace(key)?.split('.'))
    .filter((path) => !path?.every((key) => known.has(key)));
  expect(strange).toEqual([]);
});

test('a fix that writes a value is taken', () => {
  const wrong = [
    'nodes: [{ min: 2 }, { volumeSize: 50Gi }]',
    'tags: [team=a, { Key: cost, Value: b }]',
    'availabilityZones: a b',
    'jenkins: no',
    'addons: { cert-manager: latest }',
  ];
  for (const line of wrong) {
    const [fix = ''] = fixesOf(line);
    expect(fix).toMatch(/^write /);
    expect(fixesOf(fix.replace('write ', ''))).toEqual([]);
  }
});

test('a list of what is allowed is written once, however many keys there are', () => {
  const keys = Object.keys(clusterSchema.shape.nodes.def.innerType.shape);
  const source = Source.parse('c.yaml', `${base}nodes: { Min: 2, flavour: vanilla }`);
  const lists = validateCluster(source).problems.map(({ allowed }) => allowed);
  expect(lists).toEqual([undefined, keys.join(', ')]);
});

test('values that look like a slip are taken, and told of only where something is wrong with them', () => {
  const odd = [
    'tags: { "a:b": "c", name x: y, note: name x, other: \u00a0z }',
    'tags:\n  note:\n    -x\n    region:us\n  owner:team: a',
  ];
  for (const line of odd) {
    expect(validateCluster(Source.parse('c.yaml', base + line)).problems).toEqual([]);
    const [problem, ...others] = validateCluster(
      Source.parse('c.yaml', `${base}${line}\nregion: nowhere`),
    ).problems;
    expect([problem?.place.at, others]).toEqual(['region', []]);
  }
});
