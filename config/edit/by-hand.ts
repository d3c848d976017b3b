import { type Place, ProblemsError } from '../../terminal/problem.ts';

/** A value that no command can change without touching the rest: its author can. */
export function byHand(place: Place, fix: string): ProblemsError {
  const message = 'is written so that no command can change it and leave the rest as it is';
  return new ProblemsError([{ place, message, fix }]);
}
