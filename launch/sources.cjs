// Whether files still are what they were when something was made of them, by what the disk says of them.
const fs = require('node:fs');

/** What tells an own file from a changed one: no program can set the time of its last change back. */
exports.ofOwn = ({ size, mtimeMs, ctimeMs, ino }) => [size, mtimeMs, ctimeMs, ino];

// Of a file that changes twice within one tick of the disk's clock, the time of its last change stays the same.
const SURELY_PAST_MS = 2000;

/** The same, but nothing of a file that has changed just now: it is to be looked at again. */
exports.ofOwnAtRest = (stats) =>
  stats.ctimeMs <= Date.now() - SURELY_PAST_MS ? exports.ofOwn(stats) : [];

/** What tells an installed file from another one: npm alone changes it. */
exports.ofInstalled = ({ size, mtimeMs }) => [size, mtimeMs];

/** Files as they are now. */
exports.stampsOf = function stampsOf(root, files, of) {
  return Object.fromEntries(files.map((file) => [file, stampOf(`${root}/${file}`, of)]));
};

/** The files that are not what their stamps say, or of which that is not proved. */
exports.doubtful = function doubtful(root, stamps, of) {
  return Object.keys(stamps).filter((file) =>
    stampOf(`${root}/${file}`, of).some((value, index) => stamps[file][index] !== value),
  );
};

function stampOf(path, of) {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  return stats ? of(stats) : ['absent'];
}
