import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NGINX = '/usr/sbin/nginx';
const REAL = '/run/nginx';

// The image's NGINX has this built in, Debian's as a module of its own.
const START = `#!/bin/sh
exec ${REAL} -g 'load_module modules/ngx_stream_module.so;' "$@"
`;

/** Debian's NGINX in the folders that the controller's image has, which belong to its user. */
export function nginxPlaces(root: string, njs: string, user: number): Record<string, string> {
  const own = join(root, 'nginx');
  const [etc, lib] = [join(own, 'etc'), join(own, 'lib')];
  for (const name of ['conf.d', 'secrets', 'stream-conf.d']) {
    mkdirSync(join(etc, name), { recursive: true });
  }
  mkdirSync(lib);
  cpSync('/etc/nginx/mime.types', join(etc, 'mime.types'));
  cpSync(njs, join(etc, 'njs'), { recursive: true });
  for (const name of ['.', ...readdirSync(own, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(own, name), user, 0);
  }
  const start = join(root, 'nginx.sh');
  writeFileSync(start, START);
  chmodSync(start, 0o755);
  // In this order: the program is still itself when it is put aside.
  return { [REAL]: NGINX, [NGINX]: start, '/etc/nginx': etc, '/var/lib/nginx': lib };
}
