import type { Socket } from 'node:net';

const LARGEST_HEAD = 16 * 1024;
const LONGEST_MS = 10_000;

/** The host that an HTTP request on a connection is for; what was read is put back. */
export async function hostOf(connection: Socket): Promise<string | undefined> {
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    const end = (host: string | undefined) => {
      clearTimeout(timer);
      connection.off('data', read).off('close', gone).pause();
      if (parts.length > 0 && !connection.destroyed) connection.unshift(Buffer.concat(parts));
      resolve(host);
    };
    const gone = () => end(undefined);
    const timer = setTimeout(gone, LONGEST_MS);
    const read = (part: Buffer) => {
      parts.push(part);
      const head = Buffer.concat(parts).toString('latin1');
      const isWhole = head.includes('\r\n\r\n') || head.length > LARGEST_HEAD;
      if (isWhole) end(hostIn(head));
    };
    connection.on('data', read).on('close', gone);
  });
}

/** The host in a request's head, without its port. */
export function hostIn(head: string): string | undefined {
  return /^host:[ \t]*([^\s:]+)(?::\d+)?[ \t]*\r?$/im.exec(head)?.[1]?.toLowerCase();
}
