// Gives what one of the project's TypeScript files exports to a program that requires it.
const { execFileSync } = require('node:child_process');
const { createRequire } = require('node:module');
const { Script } = require('node:vm');
const { freshScript, makeScript, placeOf } = require('./script.cjs');

const MOST_BYTES = 64 * 1024 * 1024;
const root = __dirname.slice(0, -'/launch'.length);

/** What a file exports. */
exports.load = (entry) => {
  const code = freshScript(root, entry)?.code ?? madeElsewhere(entry);
  const module = { exports: {} };
  const start = new Script(code, { filename: `${placeOf(root, entry)}.cjs` }).runInThisContext();
  start(createRequire(`${root}/${entry}`), module, module.exports);
  return module.exports;
};

// To make a script takes a while, and whoever requires something does not wait.
function madeElsewhere(entry) {
  const options = { encoding: 'utf8', maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'inherit'] };
  return execFileSync(process.execPath, [__filename, entry], options);
}

if (require.main === module) {
  void makeScript(root, process.argv[2]).then(({ script }) => process.stdout.write(script.code));
}
