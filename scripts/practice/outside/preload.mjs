// @ts-check
// Loaded into every Node program of practice's shell: nothing leaves this computer, and those outside whom practice plays
// are asked at its own server.
import net from 'node:net';
import { ASKED, isHere, REFUSED, refusal } from './refuse.cjs';

const outside = process.env.EKS_PRACTICE_OUTSIDE ?? '';
const movedBy = Number(process.env.EKS_PRACTICE_LOW_PORTS ?? 0);
// As Node writes an address of version 4 where it speaks version 6.
const MAPPED = /^::ffff:(127(\.\d{1,3}){3})$/i;

const ask = globalThis.fetch;
globalThis.fetch = async (resource, options) => {
  const asked = resource instanceof Request ? resource : undefined;
  const { hostname, href } = new URL(asked?.url ?? String(resource));
  if (isHere(hostname)) return ask(resource, options);
  const method = (options?.method ?? asked?.method) === 'HEAD' ? 'HEAD' : 'GET';
  const signal = options?.signal ?? asked?.signal;
  const answer = await ask(outside, { method, headers: { [ASKED]: href }, signal });
  const why = answer.headers.get(REFUSED);
  if (why) throw new TypeError('fetch failed', { cause: new Error(why) });
  return answer;
};

const connect = net.Socket.prototype.connect;
/** @this {net.Socket} @param {unknown[]} args */
function connectHere(...args) {
  // net.connect hands on its arguments as a list.
  const given = /** @type {unknown[]} */ (Array.isArray(args[0]) ? args[0] : args);
  const host = hostOf(given);
  if (isHere(host.replace(MAPPED, '$1'))) {
    moveLowPort(given);
    return Reflect.apply(connect, this, args);
  }
  process.nextTick(() => this.destroy(new Error(refusal(host))));
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
