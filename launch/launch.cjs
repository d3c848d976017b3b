// Runs one of the project's TypeScript files: node launch/launch.cjs main.ts [arguments].
// The file and all that it imports are made into one script, which is kept with what V8 compiled of it, and used as
// long as every file that it was made of is the same. Where it can't be kept, it is made each time.
// CommonJS, for Node starts it sooner than a module.
const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { keep, read } = require('./cache.cjs');
const { mapStacks } = require('./map-stacks.cjs');
const { ownList } = require('./own-list.cjs');

// Code that runs for a second or two is not worth optimizing early: without this, synth takes 1.3 times the time for
// one cluster, and 1.5 times for 69. Versions after Node 20 know no such flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

const BAD_INPUT = 2;
// Of a file that changes twice within one tick of the disk's clock, the time of its last change stays the same.
const TICK_MS = 20;

const root = __dirname.slice(0, -'/launch'.length);
const [node, , entry = '', ...rest] = process.argv;
process.argv = [node, `${root}/${entry}`, ...rest];

const name = `${entry.replace(/\W/g, '-')}-${process.version}-${process.arch}`;
const path = `${root}/node_modules/.cache/eks-sock-shop/${name}`;
const own = ownList(root);
// What a script follows from besides the files that went into it.
const settings = ['launch/bundle.mjs', 'package.json', 'tsconfig.json'];
const always = ['node_modules/.package-lock.json', ...settings];

const kept = read(path);
const isIt = kept?.root === root && kept.entry === entry && kept.own === own;
if (isIt && isFresh(kept)) run(kept);
else void make();

async function make() {
  const begun = Date.now();
  const { bundle } = await import('./bundle.mjs').catch(stop);
  const { outputFiles, metafile } = await bundle(entry, own).catch(stop);
  const [map, code] = outputFiles.map(({ text }) => text);
  const files = [...Object.keys(metafile.inputs), ...always];
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(file)]));
  const script = { root, entry, own, begun, stamps, code };
  keep(`${path}.map`, { [begun]: map });
  keep(path, script);
  run(script, map);
}

// Of a file that changed while the script was made, nobody knows which state went into it.
function isFresh({ begun, stamps }) {
  return Object.entries(stamps).every(
    ([file, stamp]) => stampOf(file) === stamp && Number.parseFloat(stamp) < begun - TICK_MS,
  );
}

// Unlike the time at which it was written, that of a file's last change can't be set back.
function stampOf(file) {
  const stats = statSync(`${root}/${file}`, { throwIfNoEntry: false });
  return stats ? `${stats.ctimeMs} ${stats.size} ${stats.ino}` : '0';
}

function run(script, map = undefined) {
  const { begun, code, compiled } = script;
  const filename = `${path}.cjs`;
  mapStacks(root, filename, () => map ?? read(`${path}.map`)?.[begun]);
  const made = new Script(code, { filename, cachedData: compiled });
  const module = { exports: {} };
  made.runInThisContext()(createRequire(`${root}/${entry}`), module, module.exports);
  if (made.cachedDataRejected === false) return;
  process.on('exit', () => {
    // After a run that did its work, V8 has compiled just what such a run needs.
    if (process.exitCode > 1 || rest.includes('--help') || rest.includes('-h')) return;
    keep(path, { ...script, compiled: made.createCachedData() });
  });
}

function stop({ code, message }) {
  const isMissing = code === 'ERR_MODULE_NOT_FOUND';
  process.stderr.write(isMissing ? 'Nothing is installed here yet: npm ci\n' : `${message}\n`);
  process.exit(BAD_INPUT);
}
