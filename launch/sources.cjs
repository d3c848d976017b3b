// Whether files still hold what they held when something was made of them.
//
// A file's text is looked at only when its stamp is another one, or may be: the time of its last change, which no
// program can set back, would stay the same if it changed twice within one tick of the disk's clock.
const fs = require('node:fs');

const SURELY_PAST_MS = 2000;

/** Files as they are now, by which those that nobody changes need not be read again. */
exports.stampsOf = function stampsOf(root, files) {
  const latest = Date.now() - SURELY_PAST_MS;
  return Object.fromEntries(
    files.map((file) => {
      const stats = fs.statSync(`${root}/${file}`, { throwIfNoEntry: false });
      return [file, stats && stats.ctimeMs <= latest ? stampOf(stats) : []];
    }),
  );
};

/** The files whose stamps do not prove that they are what they were. */
exports.doubtful = function doubtful(root, stamps) {
  return Object.keys(stamps).filter((file) => {
    const stats = fs.statSync(`${root}/${file}`, { throwIfNoEntry: false });
    return !stats || !sameStamp(stamps[file], stampOf(stats));
  });
};

function stampOf({ size, mtimeMs, ctimeMs, ino }) {
  return [size, mtimeMs, ctimeMs, ino];
}

function sameStamp(one, other) {
  return other.every((value, index) => one[index] === value);
}
