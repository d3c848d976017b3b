/** The Kubernetes minors that the tables cover. */
export const MINORS = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
] as const;

export type Minor = (typeof MINORS)[number];

/** 35 of `1.35`. */
export const minorNumber = (minor: string): number => Number(minor.slice(2));
