// Own files as modules of one process, each of which is made anew when it, or what it imports, has changed. Those
// that stay are still compiled: that is what makes the next look a fast one.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';
import { inPlace, inWords } from './bundle.mjs';
import mapping from './map-stacks.cjs';

/**
 * Loads own files; `fresh` gives what a file exports as the files are now, and rejects with a text for people. As
 * long as no file changes, what it gives or rejects with is the very same.
 */
export function moduleLoader(root) {
  const made = new Map();
  const running = new Map();
  const outcomes = new Map();

  const fresh = (entry) => {
    const changed = [...made.keys()].filter(
      (file) => !isDeepStrictEqual(readsOf(file), made.get(file).reads),
    );
    if (changed.length > 0) outcomes.clear();
    if (!outcomes.has(entry)) outcomes.set(entry, anew(join(root, entry), changed));
    return outcomes.get(entry);
  };

  const anew = async (path, changed) => {
    stop(changed);
    for (const file of changed) made.delete(file);
    const needed = new Set();
    await make(path, needed);
    for (const file of [...needed].sort()) {
      const { fault } = made.get(file);
      if (fault) throw fault;
    }
    const kept = new Set(running.keys());
    try {
      return run(path);
    } catch (error) {
      // What ran only in part is of no use, nor is what might hold on to it.
      for (const file of running.keys()) if (!kept.has(file)) running.delete(file);
      throw error;
    }
  };

  // A file runs again when anything that it imports does.
  const stop = (changed) => {
    const importers = new Map();
    for (const [file, { imports }] of made) {
      for (const one of imports) importers.set(one, [...(importers.get(one) ?? []), file]);
    }
    const stopWith = (file) => {
      if (running.delete(file)) importers.get(file)?.forEach(stopWith);
    };
    changed.forEach(stopWith);
  };

  // The file and all that it imports, those left out that are made already.
  const make = async (path, needed) => {
    if (needed.has(path)) return;
    needed.add(path);
    if (!made.has(path)) made.set(path, await makeOne(path));
    await Promise.all(made.get(path).imports.map((one) => make(one, needed)));
  };

  const makeOne = async (path) => {
    const reads = readsOf(path);
    const [[, text]] = reads;
    const name = relative(root, path);
    if (text === undefined) {
      return { reads, imports: [], fault: new Error(`${name} is imported, and can't be read`) };
    }
    const compiled = (code, map) => {
      mapping.mapStacks(root, path, () => map);
      return compileFunction(code, ['require', 'module', 'exports'], { filename: path });
    };
    try {
      if (path.endsWith('.json')) {
        return { reads, imports: [], body: compiled(`module.exports = ${text}`, '{}') };
      }
      const { code, map } = await transform(inPlace(path, text), {
        loader: 'ts',
        format: 'cjs',
        target: 'node20',
        sourcefile: name,
        sourcemap: 'external',
        sourcesContent: false,
        supported: { 'dynamic-import': false },
      });
      const imports = [...code.matchAll(/\brequire\("(\.[^"]+)"\)/g)].map(([, other]) =>
        join(dirname(path), other),
      );
      return { reads, imports, body: compiled(code, map) };
    } catch (error) {
      const fault = error.errors ? new Error(await inWords(error.errors)) : error;
      return { reads, imports: [], fault };
    }
  };

  const run = (path) => {
    const known = running.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    running.set(path, module);
    const outside = createRequire(path);
    const inside = (name) =>
      name.startsWith('.') ? run(join(dirname(path), name)) : outside(name);
    made.get(path).body(inside, module, module.exports);
    return module.exports;
  };

  // Those of files that are not there as well: they may come.
  const folders = () => {
    const files = [...made.values()].flatMap(({ reads, imports }) => [
      ...reads.map(([file]) => file),
      ...imports,
    ]);
    return [...new Set(files.map((file) => dirname(file)))];
  };
  return { fresh, folders };
}

// An own file and the data that it names, with their texts; undefined where there is none.
function readsOf(path) {
  const text = read(path);
  const data = text === undefined ? [] : dataOf(path, text);
  return [path, ...data].map((file) => [file, file === path ? text : read(file)]);
}

// The files that an own file names to read them from beside itself.
function dataOf(path, text) {
  if (!text.includes('import.meta.dirname')) return [];
  return [...text.matchAll(/'([\w./-]+\.\w+)'/g)]
    .map(([, name]) => join(dirname(path), name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
