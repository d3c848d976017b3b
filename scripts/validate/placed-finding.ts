import type { Finding } from '../../checks/check.ts';
import type { Place } from '../../terminal/problem.ts';

/** A finding and where it stands in the files that were read. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly place: Place;
}
