import { expect, test } from '@jest/globals';
import { dumped, toYaml } from '../../output/yaml.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, options } from '../support/configs.ts';
import { misreadWords } from '../support/misread-words.ts';

test('every object of every option is written as js-yaml writes it', () => {
  for (const overrides of [{}, ...Object.values(options)]) {
    const { files, flux, clusterConfig } = synthesize(configOf(overrides));
    const objects = [...files, ...flux].flatMap((file) => file.objects);
    for (const object of [...objects, ...(clusterConfig ? [clusterConfig.object] : [])]) {
      expect(toYaml(object)).toBe(dumped(object));
    }
  }
});

test('every word that might be misread is written as js-yaml writes it', () => {
  for (const each of ['', ...misreadWords]) {
    const object = { [each]: each, list: [each, [each], { [each]: each }] };
    expect(toYaml(object)).toBe(dumped(object));
  }
});

test('what is anything but ordinary is left to js-yaml', () => {
  const odd = [-0, 1.5, 1e21, NaN, undefined, 'a\nb', 'x'.repeat(2000), [[[]]], [{}], [undefined]];
  for (const each of odd) {
    const object = { each, list: [each, null, true], empty: {}, none: undefined };
    expect(toYaml(object)).toBe(dumped(object));
  }
  expect(toYaml({})).toBe('{}\n');
  expect(toYaml(['a'])).toBe('- a\n');
});
