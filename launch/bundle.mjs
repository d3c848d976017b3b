// Makes one script of a TypeScript file and all that it imports.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, formatMessages, transform } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** The script, which is a function of a module's surroundings, its source map, and the files that it was made of. */
export const bundle = (entry, own) => build(settings(entry, own)).catch(inWords);

/** @returns {import('esbuild').BuildOptions & { write: false }} What esbuild is told, for a file and own charts. */
export function settings(entry, own) {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return {
    absWorkingDir: ROOT,
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
    // Own charts share these with ours: of two copies of cdk8s, neither knows what the other one made.
    alias: {
      '#own-charts': own,
      'eks-sock-shop/charts': './charts/file.ts',
      cdk8s: 'cdk8s',
      constructs: 'constructs',
    },
    banner: { js: '(function (require, module, exports) {' },
    footer: { js: '})' },
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [{ name: 'places', setup: tellPlaces }],
  };
}

// Each file is told where it lies, for the script that is made of it lies elsewhere.
function tellPlaces({ onLoad }) {
  onLoad({ filter: /\.([cm]?js|ts)$/ }, async ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!/\bimport\.meta\b|\b__(dir|file)name\b/.test(text)) return undefined;
    const [file, folder] = [path, dirname(path)].map((place) => JSON.stringify(place));
    const define = {
      __dirname: folder,
      __filename: file,
      'import.meta.dirname': folder,
      'import.meta.filename': file,
      'import.meta.url': JSON.stringify(pathToFileURL(path)),
    };
    const loader = path.endsWith('.ts') ? 'ts' : 'js';
    const made = await transform(text, { loader, define, sourcefile: path, sourcemap: 'inline' });
    return { contents: made.code };
  });
}

/** @returns {Promise<never>} Throws what esbuild found wrong, in words: files are named from where they stand. */
export async function inWords(error) {
  if (!error.errors) throw error;
  const color = process.stderr.isTTY && !process.env.NO_COLOR;
  for (const { location } of error.errors) {
    if (location) location.file = relative('', resolve(ROOT, location.file));
  }
  const texts = await formatMessages(error.errors, { kind: 'error', color });
  throw new Error(texts.join('').trimEnd());
}
