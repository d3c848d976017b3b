import { Readable } from 'node:stream';
import { SenselessAnswer } from './senseless.ts';

// The longest page of EC2's instance types is not a tenth of it.
const MOST_BYTES = 32 * 1024 * 1024;

/** The body of an answer, all of it or an error: one that stalls or drips ends as a connection that does. */
export async function wholeBody(body: unknown, longestMs: number): Promise<unknown> {
  if (!(body instanceof Readable)) return body;
  const timer = setTimeout(() => body.destroy(new UnfinishedAnswer(longestMs)), longestMs);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size > MOST_BYTES) throw new SenselessAnswer(`it is longer than ${MOST_BYTES} bytes`);
    }
  } finally {
    clearTimeout(timer);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** An answer that began and did not end; by its name the SDK knows that asking again may help. */
export class UnfinishedAnswer extends Error {
  override readonly name = 'TimeoutError';

  constructor(longestMs: number) {
    super(`the answer began, and had not ended ${longestMs / 1000} s later`);
  }
}
