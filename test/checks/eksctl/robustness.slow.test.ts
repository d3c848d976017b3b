import { expect, test } from '@jest/globals';
import { fc } from '../../support/random.ts';
import { checkClusterConfig } from '../../../checks/eksctl/index.ts';
import { rootSchema } from '../../../checks/eksctl/schema.ts';
import { findYaml11Traps, parseClusterConfig } from '../../../checks/eksctl/yaml11.ts';
import { configWith, goodConfig } from './good-config.ts';

type Path = readonly string[];

const paths = allPaths(goodConfig);

test('no damage makes a check throw', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), junk())), (damages) => {
      let config: unknown = structuredClone(goodConfig);
      // A copy, for the next damage may lie within this one, and what damages are made of is shared.
      for (const [path, value] of damages) config = put(config, path, structuredClone(value));
      expect(Array.isArray(checkClusterConfig('f', config))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('no value at all makes a check throw', () => {
  fc.assert(
    fc.property(junk(), (config) => {
      expect(Array.isArray(checkClusterConfig('f', config))).toBe(true);
    }),
    { numRuns: 300 },
  );
  for (const odd of [undefined, null, 1n, Symbol('x'), () => 1, new Date(0), new Map(), NaN]) {
    expect(checkClusterConfig('f', odd).length).toBeGreaterThan(0);
  }
});

test('every top-level key takes any junk', () => {
  for (const key of Object.keys(rootSchema().properties ?? {})) {
    for (const odd of [null, 0, '', 'x', true, [], [null], [[]], [{}], {}, { a: null }]) {
      expect(Array.isArray(checkClusterConfig('f', configWith({ [key]: odd })))).toBe(true);
    }
  }
});

test('a key that eksctl does not know is found wherever it is', () => {
  const maps = paths.filter((path) => isClosedMap(path));
  fc.assert(
    fc.property(fc.constantFrom(...maps), (path) => {
      const config = put(structuredClone(goodConfig), [...path, 'bogusKey'], 1);
      const findings = checkClusterConfig('f', config);
      expect(findings.map(({ check }) => check)).toContain('eksctl/schema');
    }),
  );
});

test('no text makes the YAML check throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), yamlLike()), (text) => {
      expect(Array.isArray(findYaml11Traps('f', text))).toBe(true);
      parseClusterConfig(text);
    }),
    { numRuns: 500 },
  );
  expect(findYaml11Traps('f', '['.repeat(20_000)).length).toBe(1);
});

function junk(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown[]>(null, undefined, '', 0, -1, 1e30, NaN, true, [], {}, [null], [[[]]]),
    fc.string(),
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom(...paths.map((path) => ({ [path.at(-1) ?? '']: path }))),
  );
}

function yamlLike(): fc.Arbitrary<string> {
  const words = [
    'a: ',
    '- ',
    '\n',
    '  ',
    '&x ',
    '*x',
    '<<: ',
    '[',
    '{',
    '}',
    '"',
    '---\n',
    'yes',
    '010',
    '!!str ',
    '? ',
  ];
  return fc.array(fc.constantFrom(...words)).map((parts) => parts.join(''));
}

function allPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, child]) => allPaths(child, [...path, key]));
  return [path, ...below];
}

function put(config: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof config !== 'object' || config === null) return config;
  const map = config as Record<string, unknown>;
  map[key] = put(map[key], rest, value);
  return config;
}

// Labels, tags, taints by key, subnets and policies take any key.
function isClosedMap(path: Path): boolean {
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], goodConfig);
  const open = ['labels', 'tags', 'attachPolicy', 'flags'];
  const isOpen = path.some((key) => open.includes(key)) || path.join('.') === 'nodeGroups.0.taints';
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isOpen;
}
