// @ts-check
// Loaded into every Node program of practice's shell: nothing leaves this computer, and those outside whom practice plays
// are asked at its own server.
import net from 'node:net';

const outside = process.env.EKS_PRACTICE_OUTSIDE ?? '';
const movedBy = Number(process.env.EKS_PRACTICE_LOW_PORTS ?? 0);
const HERE = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

/** @param {string} host */
const isHere = (host) => HERE.test(host.replace(/^\[|\]$/g, ''));

const ask = globalThis.fetch;
globalThis.fetch = async (resource, options) => {
  const asked = resource instanceof Request ? resource : undefined;
  const { hostname, href } = new URL(asked?.url ?? String(resource));
  if (isHere(hostname)) return ask(resource, options);
  const method = (options?.method ?? asked?.method) === 'HEAD' ? 'HEAD' : 'GET';
  const signal = options?.signal ?? asked?.signal;
  const answer = await ask(outside, { method, headers: { 'x-practice-asks': href }, signal });
  const refusal = answer.headers.get('x-practice-refuses');
  if (refusal) throw new TypeError('fetch failed', { cause: new Error(refusal) });
  return answer;
};

const connect = net.Socket.prototype.connect;
/** @this {net.Socket} @param {unknown[]} args */
function connectHere(...args) {
  // net.connect hands on its arguments as a list.
  const given = /** @type {unknown[]} */ (Array.isArray(args[0]) ? args[0] : args);
  const host = hostOf(given);
  if (isHere(host)) {
    moveLowPort(given);
    return Reflect.apply(connect, this, args);
  }
  const refusal = `practice never leaves this computer, so ${host} was not asked; leave the practice shell for that`;
  process.nextTick(() => this.destroy(new Error(refusal)));
  return this;
}
net.Socket.prototype.connect = /** @type {typeof connect} */ (connectHere);

/** @param {unknown[]} args */
function hostOf([first, second]) {
  if (typeof first === 'object' && first !== null) {
    const { host, path } = /** @type {{ host?: unknown, path?: unknown }} */ (first);
    return typeof host === 'string' && typeof path !== 'string' ? host : 'localhost';
  }
  return typeof first === 'number' && typeof second === 'string' ? second : 'localhost';
}

// What can't be opened at port 80 is opened higher up.
/** @param {unknown[]} args */
function moveLowPort([options]) {
  if (!movedBy || typeof options !== 'object' || options === null) return;
  const target = /** @type {{ port?: unknown }} */ (options);
  if (Number(target.port) === 80 || Number(target.port) === 443) {
    target.port = Number(target.port) + movedBy;
  }
}
