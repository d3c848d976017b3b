// Runs one of the project's TypeScript files: node launch/launch.cjs main.ts [arguments].
//
// The file and all that it imports are made into one script, which is kept with V8's compiled code below
// node_modules/.cache. It is used only while every file beside those that it was made of still is the same.
// Where it can't be kept, it is made each time.
//
// CommonJS, for Node starts it sooner than a module of its own.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { mapStacks } = require('./map-stacks.cjs');
const { atRest, changedSince, doubtful, ownStamps, stampsOf } = require('./sources.cjs');
const { shortRun } = require('./v8-flags.cjs');

const BAD_INPUT = 2;
const HEAD = '(function(require,module,exports){';

const root = __dirname.slice(0, -'/launch'.length);
const cache = `${root}/node_modules/.cache/eks-sock-shop`;

// A thread of a run is given the run's own script.
exports.start = start;
if (require.main === module) {
  // Before anything is compiled: V8 takes compiled code only under the flags that it was made under.
  for (const flag of shortRun) setFlagsFromString(flag);
  const [node, , entry = '', ...rest] = process.argv;
  process.argv = [node, `${root}/${entry}`, ...rest];
  const slug = entry.replace(/\.ts$/, '').replaceAll('/', '-');
  const found = find(entry, slug);
  if (found) run(found, rest);
  else void makeAndRun(entry, slug, rest);
}

// The script that was made of just what the files hold now, if there is one.
function find(entry, slug) {
  return ifPossible(() => {
    const noted = JSON.parse(fs.readFileSync(`${cache}/${slug}.json`, 'utf8'));
    const { build, size, folders, installed } = noted;
    if (noted.root !== root) return undefined;
    if (doubtful(stampsOf(root, Object.keys(installed)), installed)?.length !== 0) return undefined;
    const stamps = ownStamps(root, folders);
    const path = `${cache}/${slug}-${build}`;
    if (!isUnchanged(stamps, noted, path, slug)) return undefined;
    const code = fs.readFileSync(`${path}.cjs`, 'latin1');
    return code.length === size ? { entry, path, build, code, folders, stamps } : undefined;
  });
}

// What a file holds is looked at only when its stamp is another one, or may be.
function isUnchanged(stamps, noted, path, slug) {
  const files = doubtful(stamps, noted.stamps);
  if (!files) return false;
  if (files.length === 0) return true;
  const digests = JSON.parse(fs.readFileSync(`${path}.digests`, 'utf8'));
  const now = digestsOf(files);
  if (files.some((file) => now[file] !== digests[file])) return false;
  const known = atRest(stamps);
  if (files.some((file) => known[file] !== noted.stamps[file])) {
    ifPossible(() =>
      writeAtOnce(`${cache}/${slug}.json`, JSON.stringify({ ...noted, stamps: known })),
    );
  }
  return true;
}

function digestsOf(files) {
  const { createHash } = require('node:crypto');
  const digestOf = (file) =>
    ifPossible(() =>
      createHash('sha256')
        .update(fs.readFileSync(`${root}/${file}`))
        .digest('base64'),
    );
  return Object.fromEntries(files.map((file) => [file, digestOf(file)]));
}

async function makeAndRun(entry, slug, rest) {
  const made = await make(entry, slug);
  if (made) run(made, rest);
  else await runAsIs(entry);
}

async function make(entry, slug) {
  const begun = Date.now();
  const { bundle } = await import('./bundle.mjs').catch(notInstalled);
  const made = await bundle(root, entry);
  if (!made) return undefined;
  const { map, folders, installed } = made;
  const code = `${HEAD}${made.code}\n})`;
  const build = `${begun.toString(36)}-${process.pid}`;
  const path = `${cache}/${slug}-${build}`;
  const digests = digestsOf(Object.keys(ownStamps(root, folders)));
  const stamps = ownStamps(root, folders);
  const script = { entry, path, build, code, map, folders, stamps };
  const stampsOfInstalled = stampsOf(root, installed);
  // Of what has changed meanwhile, nobody knows which state went into it.
  if ([stamps, stampsOfInstalled].some((each) => changedSince(each, begun))) return script;
  ifPossible(() => {
    fs.mkdirSync(cache, { recursive: true });
    const old = fs.readdirSync(cache).filter((name) => name.replace(/-[^-]+-\d+\..*/, '') === slug);
    writeAtOnce(`${path}.cjs.map`, map);
    writeAtOnce(`${path}.cjs`, code);
    writeAtOnce(`${path}.digests`, JSON.stringify(digests));
    // What names a build is written last; what it names is never changed.
    const noted = { root, build, size: code.length, folders, installed: stampsOfInstalled };
    writeAtOnce(`${cache}/${slug}.json`, JSON.stringify({ ...noted, stamps: atRest(stamps) }));
    for (const name of old) fs.rmSync(`${cache}/${name}`, { force: true });
  });
  return script;
}

function notInstalled(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(`Nothing is installed here yet: npm ci\n`);
  process.exit(BAD_INPUT);
}

function run(script, rest) {
  const { compiled, keptAs } = start(script);
  if (compiled.cachedDataRejected === false) return;
  process.on('exit', () => {
    // After the run, when V8 has compiled just what such a run needs.
    if (process.exitCode > 1 || rest.some((flag) => flag === '--help' || flag === '-h')) return;
    ifPossible(() => writeAtOnce(keptAs, compiled.createCachedData()));
  });
}

/** Runs a script; with a task, as a thread of a run that has begun. */
function start(script, task) {
  const { entry, path, build, code, map, folders, stamps } = script;
  globalThis.eksSockShopLaunched = {
    root,
    build,
    cache,
    launcher: __filename,
    script,
    task,
    isStill: () => doubtful(ownStamps(root, folders), stamps)?.length === 0,
    modules: async () => (await import('./modules.mjs')).moduleLoader(root),
    importFrom: (file, name) => import(pathToFileURL(createRequire(file).resolve(name))),
  };
  const filename = `${path}.cjs`;
  const keptAs = `${path}.${process.version}-${process.arch}.v8`;
  const cachedData = ifPossible(() => fs.readFileSync(keptAs));
  const compiled = new Script(code, { filename, columnOffset: -HEAD.length, cachedData });
  mapStacks(root, filename, () => map ?? fs.readFileSync(`${filename}.map`, 'utf8'));
  const module = { exports: {} };
  compiled.runInThisContext()(createRequire(`${root}/${entry}`), module, module.exports);
  return { compiled, keptAs };
}

// One script can't await at its top; tsx runs such a file, more slowly.
async function runAsIs(entry) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(`${root}/${entry}`));
}

// To the disk at once as well: a computer may lose its power.
function writeAtOnce(path, contents) {
  const unfinished = `${path}.${process.pid}`;
  try {
    fs.writeFileSync(unfinished, contents, { flush: true });
    fs.renameSync(unfinished, path);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

function ifPossible(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
