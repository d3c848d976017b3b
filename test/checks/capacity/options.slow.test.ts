import { describe, expect, test } from '@jest/globals';
import { atRest } from '../../../checks/capacity/at-rest.ts';
import { capacity } from '../../../checks/capacity/capacity.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import { exposure } from '../../../checks/exposure/exposure.ts';
import { options } from '../../support/configs.ts';
import { clusterOf } from './subjects.ts';

describe.each(Object.entries({ 'the defaults': {}, ...options }))('with %s', (_, overrides) => {
  const subject = clusterOf(overrides);

  test('everything fits, and nothing is open to more than it should be', () => {
    expect(capacity(subject)).toEqual([]);
    expect(exposure(subject)).toEqual([]);
  });

  test('above the minimum one node can always go', () => {
    const { counts, placements } = atRest(subject, nodeGroupOf(subject)!);
    for (const { fits, shrinks } of counts.slice(1)) {
      expect([fits, shrinks]).toEqual([placements, placements]);
    }
  });
});
