import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** What a path may lead to besides a file, and what it is called in messages. Devices are left to stand-ins. */
export const oddPlaces: Readonly<Record<string, { make: (path: string) => unknown; is: string }>> =
  {
    'a folder': { make: (path) => mkdirSync(path), is: 'a folder' },
    'a pipe': { make: (path) => execFileSync('mkfifo', [path]), is: 'a pipe' },
    'a socket': { make: socketAt, is: 'a socket' },
    'a link to itself': { make: (path) => symlinkSync(path, path), is: 'leads back to itself' },
    'a link to a pipe': {
      make: (path) => {
        execFileSync('mkfifo', [`${path}.pipe`]);
        symlinkSync(`${path}.pipe`, path);
      },
      is: 'a pipe',
    },
  };

let socket: string | undefined;

// One process makes one; what else shall be a socket is another name of it.
function socketAt(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  socket ??= newSocket(join(temporaryFolder(), 'socket'));
  linkSync(socket, path);
}

// It stays when nobody listens at it any more.
function newSocket(path: string): string {
  const script = `const server = require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  try {
    execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' });
  } catch {
    // Killed, as it has asked for.
  }
  return path;
}
