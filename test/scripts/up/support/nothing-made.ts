import type { Made } from '../../../../scripts/up/made.ts';

/** What there is on AWS before the first up. */
export const nothingMade: Made = {
  stacks: [],
  nodeGroups: [],
  addons: [],
  scalingGroups: [],
  entries: [],
  hasProvider: false,
};
