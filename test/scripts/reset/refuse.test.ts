import { expect, test } from '@jest/globals';
import { refuseReset } from '../../../scripts/reset/refuse.ts';
import { configOf, type Overrides } from '../../support/configs.ts';

test.each<[Overrides, number, string | undefined]>([
  [{}, 1, undefined],
  [{ sockShop: { enabled: false } }, 1, undefined],
  [{ sockShop: { enabled: false } }, 2, 'has sockShop.enabled: false, so exercise 2 has nothing'],
  [{ jenkins: { enabled: false } }, 3, undefined],
  [{ jenkins: { enabled: false } }, 4, 'has jenkins.enabled: false, so exercise 4 has nothing'],
  [{ flux: { url: 'https://github.com/example/clusters' } }, 1, 'Flux would create again'],
  [{ manifestsOnly: true }, 1, 'nothing proves that a cluster is the one of this file'],
])('%j, to %d', (keys, exercise, message) => {
  const refuse = () => refuseReset(configOf(keys), exercise);
  if (message === undefined) expect(refuse).not.toThrow();
  else expect(refuse).toThrow(message);
});

test("another owner's cluster", () => {
  const refuse = (owner?: string) => () =>
    refuseReset(configOf(), 1, { tags: owner === undefined ? {} : { owner } });
  expect(refuse('dev')).not.toThrow();
  expect(refuse()).not.toThrow();
  expect(refuse('lea')).toThrow('belongs to lea');
});
