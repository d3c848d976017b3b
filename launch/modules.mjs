// Own files as modules of one process, each of which is made anew when it, or what it imports, has changed. Those
// that stay are still compiled: that is what makes the next look a fast one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Script } from 'node:vm';
import { transform } from 'esbuild';
import { dataOf, inPlace, inWords } from './bundle.mjs';
import mapping from './map-stacks.cjs';

/** Loads own files; `fresh` gives what a file exports as the files are now, and rejects with a text for people. */
export function moduleLoader(root) {
  const made = new Map();
  const running = new Map();

  const fresh = async (entry) => {
    const path = join(root, entry);
    const changed = new Set(
      [...made].flatMap(([file, { reads }]) => (isSame(reads) ? [] : [file])),
    );
    // A file runs again when anything that it imports does.
    for (let size = -1; size !== changed.size;) {
      size = changed.size;
      for (const [file, { imports }] of made)
        if (imports.some((one) => changed.has(one))) changed.add(file);
    }
    for (const file of changed) running.delete(file);
    for (const [file, { reads }] of made) if (!isSame(reads)) made.delete(file);
    await make(path);
    return run(path);
  };

  // The file and all that it imports, those left out that are made already.
  const make = async (path, seen = new Set()) => {
    if (seen.has(path)) return;
    seen.add(path);
    if (!made.has(path)) made.set(path, await makeOne(path));
    await Promise.all(made.get(path).imports.map((one) => make(one, seen)));
  };

  const makeOne = async (path) => {
    const text = readFileSync(path, 'utf8');
    const data = dataOf(path, text).map((file) => [file, readFileSync(file, 'utf8')]);
    const reads = [[path, text], ...data];
    if (path.endsWith('.json')) {
      return { reads, imports: [], code: `module.exports = ${text}`, map: '{}' };
    }
    const { code, map } = await transform(inPlace(path, text), {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcefile: relative(root, path),
      sourcemap: 'external',
      sourcesContent: false,
      supported: { 'dynamic-import': false },
    }).catch(async ({ errors }) => {
      throw new Error(await inWords(errors));
    });
    const imports = [...code.matchAll(/\brequire\("(\.[^"]+)"\)/g)].map(([, name]) =>
      join(dirname(path), name),
    );
    return { reads, imports, code, map };
  };

  const run = (path) => {
    const known = running.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    running.set(path, module);
    const { code, map } = made.get(path);
    mapping.mapStacks(root, path, () => map);
    const script = new Script(`(function(require,module,exports){${code}\n})`, {
      filename: path,
      columnOffset: -'(function(require,module,exports){'.length,
    });
    const outside = createRequire(path);
    const inside = (name) =>
      name.startsWith('.') ? run(join(dirname(path), name)) : outside(name);
    script.runInThisContext()(inside, module, module.exports);
    return module.exports;
  };

  const folders = () => [
    ...new Set([...made.values()].flatMap(({ reads }) => reads.map(([file]) => dirname(file)))),
  ];
  return { fresh, folders };
}

function isSame(reads) {
  return reads.every(([file, text]) => {
    try {
      return readFileSync(file, 'utf8') === text;
    } catch {
      return false;
    }
  });
}
