import { isDocumentationRange } from '../config/cidr.ts';
import { PRACTICE, YOUR_ADDRESS } from '../config/practice.ts';

/** Whether a range is one that nobody has here: it is kept for examples, or is practice's, and this is not practice. */
export function isExampleRange(range: string): boolean {
  const isPractice = process.env[PRACTICE] !== undefined;
  return isDocumentationRange(range) || (range === `${YOUR_ADDRESS}/32` && !isPractice);
}
