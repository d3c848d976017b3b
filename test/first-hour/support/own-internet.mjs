// Loaded into a newcomer's commands: nothing outside this computer is reached, but who asks for its own address is told one.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const ask = globalThis.fetch;
globalThis.fetch = (resource, options) =>
  String(resource).startsWith('https://checkip.amazonaws.com')
    ? Promise.resolve(new Response('52.95.110.1\n'))
    : ask(resource, options);

const lookup = dns.lookup;
dns.lookup = (host, options, callback) => {
  if (/^(localhost|127\.|::1)/.test(host)) return lookup(host, options, callback);
  const done = typeof options === 'function' ? options : callback;
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname: host,
  });
  process.nextTick(done, error);
};
syncBuiltinESMExports();
