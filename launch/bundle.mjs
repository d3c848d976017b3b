// Makes one script of a TypeScript file and all that it imports.
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, formatMessages, transform } from 'esbuild';
import { ownCharts } from './own-charts.mjs';

const ROOT = join(import.meta.dirname, '..');
const BAD_INPUT = 2;

/**
 * The script, which is a function of a module's surroundings, its source map, and the files that it was made of; with a
 * list of somebody's own charts in place of ours, if there is one.
 */
export async function bundle(root, entry, list) {
  const { outputFiles, metafile } = await build(await settings(root, entry, list)).catch(fail);
  const [map, code] = outputFiles;
  return { code: code.text, map: map.text, files: Object.keys(metafile.inputs) };
}

async function settings(root, entry, list) {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'script.cjs',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    // These stay where they are: AWS' clients are read only when they are needed, esbuild finds its own program by its
    // place, and the rest serves development alone.
    external: ['@aws-sdk/*', 'esbuild', ...Object.keys(devDependencies)],
    banner: { js: '(function (require, module, exports) {' },
    footer: { js: '})' },
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [places, ...ownCharts(root, list)],
  };
}

/** esbuild's plugin that tells each file where it lies, for the script that is made of it lies elsewhere. */
export const places = {
  name: 'places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.([cm]?js|ts)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!/\bimport\.meta\b|\b__(dir|file)name\b/.test(text)) return undefined;
      const [file, folder] = [path, dirname(path)].map((place) => JSON.stringify(place));
      const define = {
        __dirname: folder,
        __filename: file,
        'import.meta.dirname': folder,
        'import.meta.filename': file,
        'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      };
      const loader = path.endsWith('.ts') ? 'ts' : 'js';
      const settings = { loader, define, sourcefile: path, sourcemap: 'inline' };
      return { contents: (await transform(text, settings)).code };
    }),
};

async function fail(error) {
  if (!error.errors) throw error;
  process.stderr.write(await inWords(error.errors));
  process.exit(BAD_INPUT);
}

/** What esbuild found wrong, for people: files are named from where they stand. */
export async function inWords(errors) {
  const color = process.stderr.isTTY && !process.env.NO_COLOR;
  const named = errors.map(({ location, ...error }) => ({
    ...error,
    location: location && { ...location, file: relative('', resolve(ROOT, location.file)) },
  }));
  return (await formatMessages(named, { kind: 'error', color })).join('');
}
