// Makes one script of a TypeScript file and all that it imports.
import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { build, formatMessages } from 'esbuild';
import { kindsDirectly, leanCdk8s } from './lean-cdk8s.mjs';

const BAD_INPUT = 2;

/**
 * The script's text and source map, the own files' texts that it was made of, and the installed files' names;
 * undefined for a file that awaits at its top.
 */
export async function bundle(root, entry) {
  const loaded = new Map();
  const result = await build(settings(root, entry, loaded)).catch(fail);
  return result && made(result, loaded);
}

function settings(root, entry, loaded) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'bundle.cjs',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    // What serves development alone stays where it is, and so does what finds its own parts by its place.
    external: ['esbuild', 'tsx', ...Object.keys(devDependencies)],
    minifyWhitespace: true,
    lineLimit: 200,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [leanCdk8s, ownFiles(root, loaded)],
  };
}

// esbuild escapes what isn't ASCII.
function made({ outputFiles: [map, code], metafile }, loaded) {
  const installed = Object.keys(metafile.inputs).filter((file) => !loaded.has(file));
  return { code: code.text, map: map.text, loaded, installed: installed.sort() };
}

/** An own file's text, as it runs where other files stand before and after it. */
export function inPlace(path, text) {
  return (
    kindsDirectly(text)
      // Loading it takes as long as a chart, and few runs need it.
      .replace(
        "import { createHash } from 'node:crypto';",
        "const createHash = (name) => require('node:crypto').createHash(name);",
      )
      // What is imported only when it is needed may be installed only then, and stays outside.
      .replace(
        /\bimport\(('@?\w[^']*')\)/g,
        (_, name) => `eksSockShopLaunched.importFrom(${JSON.stringify(path)}, ${name})`,
      )
      // What a file reads beside itself, it looks for where the file lies, and not where the bundle does.
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      .replaceAll('import.meta.filename', JSON.stringify(path))
  );
}

function ownFiles(root, loaded) {
  return {
    name: 'own files',
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|json|mjs)$/, namespace: 'file' }, ({ path }) => {
        const file = relative(root, path);
        if (file.split(/[\\/]/).includes('node_modules')) return undefined;
        const text = readFileSync(path, 'utf8');
        loaded.set(file, text);
        for (const data of dataOf(path, text))
          loaded.set(relative(root, data), readFileSync(data, 'utf8'));
        const contents = inPlace(path, text);
        return { contents, loader: extname(path) === '.json' ? 'json' : 'ts' };
      });
    },
  };
}

/** The files that an own file names to read them from beside itself. */
export function dataOf(path, text) {
  if (!text.includes('import.meta.dirname')) return [];
  return [...text.matchAll(/'([\w./-]+\.\w+)'/g)]
    .map(([, name]) => join(dirname(path), name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

async function fail(error) {
  if (!error.errors) throw error;
  if (error.errors.some(({ text }) => text.startsWith('Top-level await'))) return undefined;
  process.stderr.write(await inWords(error.errors));
  process.exit(BAD_INPUT);
}

/** What esbuild found wrong, for people. */
export async function inWords(errors) {
  const color = process.stderr.isTTY && !process.env.NO_COLOR;
  return (await formatMessages(errors, { kind: 'error', color })).join('');
}
