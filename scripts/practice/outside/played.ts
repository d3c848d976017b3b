import type { Played } from './answer.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { registryAnswer } from './registry.ts';

/** The answer of those outside whom practice plays: who tells one's own address, and the registries of images. */
export function playedAnswer(url: URL): Played | undefined {
  if (url.host === 'checkip.amazonaws.com') {
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: `${YOUR_ADDRESS}\n` };
  }
  return registryAnswer(url.pathname);
}
