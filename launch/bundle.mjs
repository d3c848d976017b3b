// Makes one script of a TypeScript file and all that it imports.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, formatMessages } from 'esbuild';
import { kindsDirectly, leanCdk8s } from './lean-cdk8s.mjs';

const BAD_INPUT = 2;

/**
 * The script's text and source map, the project's folders whose files it was made of, and the installed files that
 * went into it; undefined for a file that awaits at its top.
 */
export async function bundle(root, entry) {
  const result = await build(settings(root, entry)).catch(fail);
  return result && made(result);
}

function settings(root, entry) {
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
    plugins: [leanCdk8s, ownFiles(root)],
  };
}

// esbuild escapes what isn't ASCII.
function made({ outputFiles: [map, code], metafile }) {
  const inputs = Object.keys(metafile.inputs);
  const installed = inputs.filter(isInstalled);
  const packages = installed.map((file) => `${INSTALLED.exec(file)[0]}package.json`);
  // The launcher is no input of what it makes.
  const own = ['launch/', ...inputs.filter((file) => !isInstalled(file))];
  return {
    code: code.text,
    map: map.text,
    folders: sorted(own.filter((file) => file.includes('/')).map((file) => file.split('/')[0])),
    installed: sorted(['node_modules/.package-lock.json', ...installed, ...packages]),
  };
}

const INSTALLED = /^.*\bnode_modules\/(@[^/]+\/)?[^/]+\//;
const isInstalled = (file) => INSTALLED.test(file);
const sorted = (all) => [...new Set(all)].sort();

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
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
  );
}

const ownFiles = (root) => ({
  name: 'own files',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|mjs)$/, namespace: 'file' }, ({ path }) =>
      isInstalled(relative(root, path))
        ? undefined
        : { contents: inPlace(path, readFileSync(path, 'utf8')), loader: 'ts' },
    );
  },
});

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
