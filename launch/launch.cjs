// Runs one of the project's TypeScript files: node launch/launch.cjs main.ts [arguments].
//
// The file and all that it imports are made into one script, which is kept with what V8 compiled of it, and used as
// long as every file that it was made of is the same. Where it can't be kept, it is made each time.
// CommonJS, for Node starts it sooner than a module.
const { createRequire } = require('node:module');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { keep } = require('./cache.cjs');
const { mapStacks } = require('./map-stacks.cjs');
const { ownList } = require('./own-list.cjs');
const { freshScript, makeScript, mapOf, placeOf } = require('./script.cjs');

// Code that runs for a second or two is not worth optimizing early: without this, synth takes 1.3 times the time for
// one cluster, and 1.5 times for 69. Versions after Node 20 know no such flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

const root = __dirname.slice(0, -'/launch'.length);
const [node, , entry = '', ...rest] = process.argv;
process.argv = [node, `${root}/${entry}`, ...rest];

const path = placeOf(root, entry);
const own = ownList(root);
const kept = freshScript(root, entry, own);
if (kept) run(kept);
else void makeScript(root, entry, own).then(({ script, map }) => run(script, map));

function run(script, map = undefined) {
  const { code, compiled } = script;
  const filename = `${path}.cjs`;
  mapStacks(root, filename, () => map ?? mapOf(root, script));
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
