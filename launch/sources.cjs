// Whether files still are what they were when something was made of them, by what the disk says of them.
const fs = require('node:fs');

// What cluster files and people write, and what is installed: no command is made of it.
const leftOut = ['clusters', 'coverage', 'dist', 'docs', 'node_modules', 'reports', 'test'];
const isLeftOut = (name) => name.startsWith('.') || leftOut.includes(name);

/**
 * The stamps of all files in some of the project's folders, and of those that lie beside them: a file of ours may be
 * read without being imported.
 */
exports.ownStamps = function ownStamps(root, folders) {
  const stamps = {};
  const seen = new Set();
  const look = (folder, isWanted) => {
    for (const name of fs.readdirSync(`${root}/${folder}`)) {
      if (isLeftOut(name)) continue;
      const path = folder + name;
      const stats = fs.statSync(`${root}/${path}`, { throwIfNoEntry: false });
      if (!stats || stats.isFile()) stamps[path] = stampOf(stats);
      // A link may lead back to where it lies.
      else if (stats.isDirectory() && isWanted(name) && !seen.has(stats.ino)) {
        seen.add(stats.ino);
        look(`${path}/`, () => true);
      }
    }
  };
  look('', (name) => folders.includes(name));
  return stamps;
};

/** The stamps of files that are known by name. */
exports.stampsOf = (root, files) =>
  Object.fromEntries(
    files.map((file) => [file, stampOf(fs.statSync(`${root}/${file}`, { throwIfNoEntry: false }))]),
  );

// The time of the last change, which no program that writes files in the usual way can set back, changes with each
// other time of a file.
const stampOf = (stats) => (stats ? `${stats.ctimeMs} ${stats.size} ${stats.ino}` : 'absent');

const changedAt = (stamp) => Number.parseFloat(stamp) || 0;

// Of a file that changes twice within one tick of the disk's clock, the time of its last change stays the same.
const SURELY_PAST_MS = 2000;

/** The stamps by which a file will be known: none for one that has changed just now. */
exports.atRest = (stamps) =>
  Object.fromEntries(
    Object.entries(stamps).map(([file, stamp]) => [
      file,
      changedAt(stamp) <= Date.now() - SURELY_PAST_MS ? stamp : '',
    ]),
  );

// The disk's clock goes by ticks of some milliseconds.
const TICK_MS = 20;

/** Whether some of the files have changed since a time. */
exports.changedSince = (stamps, time) =>
  Object.values(stamps).some((stamp) => changedAt(stamp) >= time - TICK_MS);

/** The files that are not, or may not be, what other stamps say; undefined when there are more files, or fewer. */
exports.doubtful = function doubtful(stamps, noted) {
  const files = Object.keys(stamps);
  if (files.length !== Object.keys(noted).length) return undefined;
  if (files.some((file) => noted[file] === undefined)) return undefined;
  return files.filter((file) => noted[file] !== stamps[file]);
};
