// Loaded into a command's process: the address under which the Internet sees it, without the Internet.
const ask = globalThis.fetch;

globalThis.fetch = (resource, options) =>
  String(resource).startsWith('https://checkip.amazonaws.com')
    ? Promise.resolve(new Response('52.95.110.1\n'))
    : ask(resource, options);
