// What was made once is kept below node_modules/.cache, in files that only their owner may read or write. What
// somebody else could have written, and what is damaged, counts as not there.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { dirname } = require('node:path');
const { deserialize, serialize } = require('node:v8');

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = fs.constants;
const digestOf = (bytes) => createHash('sha256').update(bytes).digest();
const DIGEST_LENGTH = digestOf('').length;

/** What is kept in a file; undefined where there is nothing to be trusted. */
exports.read = (path) => ifPossible(() => contents(path));

function contents(path) {
  if (!isPrivate(fs.lstatSync(dirname(path)))) return undefined;
  // Nobody may ever write into a pipe.
  const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile() || !isPrivate(stats)) return undefined;
    const bytes = fs.readFileSync(file);
    const [digest, value] = [bytes.subarray(0, DIGEST_LENGTH), bytes.subarray(DIGEST_LENGTH)];
    return digest.equals(digestOf(value)) ? deserialize(value) : undefined;
  } finally {
    fs.closeSync(file);
  }
}

/** Keeps a value in a file, if that is possible. */
exports.keep = (path, value) => ifPossible(() => write(path, serialize(value)));

function write(path, bytes) {
  const folder = dirname(path);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = fs.lstatSync(folder);
  if (!stats.isDirectory() || !isOurs(stats)) return;
  fs.chmodSync(folder, 0o700);
  const unfinished = `${path}.${process.pid}`;
  try {
    for (const old of [unfinished, path]) fs.rmSync(old, { recursive: true, force: true });
    const whole = Buffer.concat([digestOf(bytes), bytes]);
    fs.writeFileSync(unfinished, whole, { flag: 'wx', mode: 0o600 });
    fs.renameSync(unfinished, path);
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
}

// Windows knows neither, and keeps others out of a person's folders.
const isOurs = ({ uid }) => !process.getuid || uid === process.getuid();
const isPrivate = (stats) => isOurs(stats) && (!process.getuid || (stats.mode & 0o077) === 0);

function ifPossible(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
