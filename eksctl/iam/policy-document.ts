import type { Grant } from './scopes.ts';

/** A policy as it is written to a file. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly (Grant & {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
  })[];
}
