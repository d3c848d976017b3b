// The script that is made of a TypeScript file and all that it imports: kept, and fresh as long as these are the same.
const { statSync } = require('node:fs');
const { keep, read } = require('./cache.cjs');

const BAD_INPUT = 2;
// Of a file that changes twice within one tick of the disk's clock, the time of its last change stays the same.
const TICK_MS = 20;
// What a script follows from besides the files that went into it.
const always = ['node_modules/.package-lock.json', 'launch/bundle.mjs', 'package.json'];

/** Where the script of a file is kept. */
exports.placeOf = (root, entry) => {
  const name = `${entry.replace(/\W/g, '-')}-${process.version}-${process.arch}`;
  return `${root}/node_modules/.cache/eks-sock-shop/${name}`;
};

/** The script of a file, with this list of somebody's own charts, if it is kept and fresh. */
exports.freshScript = (root, entry, own) => {
  const kept = read(exports.placeOf(root, entry));
  const isIt = kept?.root === root && kept.entry === entry && kept.own === own;
  return isIt && isFresh(root, kept) ? kept : undefined;
};

/** Makes the script, keeps it and gives it, with its source map. */
exports.makeScript = async (root, entry, own) => {
  const path = exports.placeOf(root, entry);
  const begun = Date.now();
  const { bundle } = await import('./bundle.mjs').catch(notInstalled);
  const { code, map, files } = await bundle(root, entry, own);
  const stamps = Object.fromEntries(
    [...files, ...always, 'tsconfig.json'].map((file) => [file, stampOf(root, file)]),
  );
  const script = { root, entry, own, begun, stamps, code };
  keep(`${path}.map`, { begun, map });
  keep(path, script);
  return { script, map };
};

/** The source map that is kept of a script. */
exports.mapOf = (root, { entry, begun }) => {
  const beside = read(`${exports.placeOf(root, entry)}.map`);
  return beside?.begun === begun ? beside.map : '{}';
};

// Of a file that changed while the script was made, nobody knows which state went into it.
function isFresh(root, { begun, stamps }) {
  return Object.entries(stamps).every(
    ([file, stamp]) => stampOf(root, file) === stamp && Number.parseFloat(stamp) < begun - TICK_MS,
  );
}

// Unlike the time at which it was written, that of a file's last change can't be set back.
function stampOf(root, file) {
  const stats = statSync(`${root}/${file}`, { throwIfNoEntry: false });
  return stats ? `${stats.ctimeMs} ${stats.size} ${stats.ino}` : '0';
}

function notInstalled(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('Nothing is installed here yet: npm ci\n');
  process.exit(BAD_INPUT);
}
