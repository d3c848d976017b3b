// Runs one of the project's TypeScript files: node launch/launch.cjs main.ts [arguments].
//
// The file and all that it imports are made into one script, which is kept with V8's compiled code below
// node_modules/.cache. It is used only while every file that it was made of still holds the same, so it can't be
// out of date; where it can't be kept, it is made each time.
//
// CommonJS, for Node starts it sooner than a module of its own.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { mapStacks } = require('./map-stacks.cjs');
const { doubtful, ofInstalled, ofOwn, ofOwnAtRest, stampsOf } = require('./sources.cjs');
const { shortRun } = require('./v8-flags.cjs');

// Before anything is compiled: V8 takes compiled code only under the flags that it was made under.
for (const flag of shortRun) setFlagsFromString(flag);

const root = __dirname.slice(0, -'/launch'.length);
const cache = `${root}/node_modules/.cache/eks-sock-shop`;
const launcher = [
  'launch.cjs',
  'map-stacks.cjs',
  'sources.cjs',
  'v8-flags.cjs',
  'bundle.mjs',
  'lean-cdk8s.mjs',
  'modules.mjs',
].map((name) => `launch/${name}`);

const HEAD = '(function(require,module,exports){';

const [node, , entry = '', ...rest] = process.argv;
const slug = entry.replace(/\.ts$/, '').replaceAll('/', '-');

process.argv = [node, `${root}/${entry}`, ...rest];
const found = find();
if (found) start(found);
else begin();

async function begin() {
  const made = await make();
  if (made) start(made);
  else await runAsIs();
}

// The script that was made of just what the files hold now, if there is one.
function find() {
  return ifPossible(() => {
    const noted = JSON.parse(fs.readFileSync(`${cache}/${slug}.json`, 'utf8'));
    const { build, size } = noted;
    const path = `${cache}/${slug}-${build}`;
    const isAsInstalled = doubtful(root, noted.installed, ofInstalled).length === 0;
    if (noted.root !== root || !isAsInstalled || !isUnchanged(noted, path)) return undefined;
    const code = fs.readFileSync(`${path}.cjs`, 'latin1');
    return code.length === size ? { path, build, code } : undefined;
  });
}

// A file's text is looked at only when its stamp is another one, or may be.
function isUnchanged(noted, path) {
  const files = doubtful(root, noted.stamps, ofOwn);
  if (files.length === 0) return true;
  // Before the files are read: what changes meanwhile is then found to have changed.
  const stamps = { ...noted.stamps, ...stampsOf(root, files, ofOwnAtRest) };
  const texts = JSON.parse(fs.readFileSync(`${path}.sources`, 'utf8'));
  if (files.some((file) => read(file) !== texts[file])) return false;
  if (files.some((file) => `${stamps[file]}` !== `${noted.stamps[file]}`)) {
    note({ ...noted, stamps });
  }
  return true;
}

function note(noted) {
  ifPossible(() => writeAtOnce(`${cache}/${slug}.json`, JSON.stringify(noted)));
}

function read(file) {
  return ifPossible(() => fs.readFileSync(`${root}/${file}`, 'utf8'));
}

async function make() {
  // Read before they are used: what changes meanwhile is then found to have changed.
  const texts = new Map([...launcher, 'package.json'].map((file) => [file, read(file)]));
  const { bundle } = await import('./bundle.mjs');
  const made = await bundle(root, entry);
  if (!made) return undefined;
  const { map, loaded, installed } = made;
  const code = `${HEAD}${made.code}\n})`;
  for (const [file, text] of loaded) texts.set(file, text);
  const inputs = ['node_modules/.package-lock.json', ...installed];
  const stampsOfInstalled = stampsOf(root, inputs, ofInstalled);
  const build = `${Date.now().toString(36)}-${process.pid}`;
  const path = `${cache}/${slug}-${build}`;
  // What names a build is written last, and at once; what it names is never changed.
  ifPossible(() => {
    fs.mkdirSync(cache, { recursive: true });
    const old = fs.readdirSync(cache).filter((name) => name.replace(/-[^-]+-\d+\..*/, '') === slug);
    fs.writeFileSync(`${path}.cjs.map`, map);
    fs.writeFileSync(`${path}.cjs`, code);
    fs.writeFileSync(`${path}.sources`, JSON.stringify(Object.fromEntries(texts)));
    // No stamps yet: the next run reads all files, and notes when they changed.
    const stamps = Object.fromEntries([...texts.keys()].map((file) => [file, []]));
    note({ root, build, size: code.length, installed: stampsOfInstalled, stamps });
    for (const name of old) fs.rmSync(`${cache}/${name}`, { force: true });
  });
  return { path, build, code, map };
}

function start({ path, build, code, map }) {
  globalThis.eksSockShopLaunched = {
    root,
    build,
    cache,
    launcher: __filename,
    modules: async () => (await import('./modules.mjs')).moduleLoader(root),
    importFrom: (file, name) => import(pathToFileURL(createRequire(file).resolve(name))),
  };
  const compiled = `${path}.${process.version}-${process.arch}.v8`;
  const cachedData = ifPossible(() => fs.readFileSync(compiled));
  const filename = `${path}.cjs`;
  const script = new Script(code, { filename, columnOffset: -HEAD.length, cachedData });
  mapStacks(root, filename, () => map ?? fs.readFileSync(`${filename}.map`, 'utf8'));
  if (!cachedData || script.cachedDataRejected) process.on('exit', () => keep(script, compiled));
  const module = { exports: {} };
  script.runInThisContext()(createRequire(`${root}/${entry}`), module, module.exports);
}

// One script can't await at its top; tsx runs such a file, more slowly.
async function runAsIs() {
  const { register } = await import('tsx/esm/api');
  register();
  await import(`file://${root}/${entry}`);
}

// After the run, when V8 has compiled just what such a run needs.
function keep(script, path) {
  if (process.exitCode > 1 || rest.some((flag) => flag === '--help' || flag === '-h')) return;
  ifPossible(() => writeAtOnce(path, script.createCachedData()));
}

function writeAtOnce(path, contents) {
  const unfinished = `${path}.${process.pid}`;
  fs.writeFileSync(unfinished, contents);
  fs.renameSync(unfinished, path);
}

function ifPossible(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
