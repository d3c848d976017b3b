// The rules as one file that Node reads without this project around it: npm runs it before it packs.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';

const HERE = import.meta.dirname;

// A file that reads another one beside it still does so from where the package has it.
const places = {
  name: 'places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta')) return undefined;
      const way = JSON.stringify(relative(HERE, dirname(path)).replaceAll('\\', '/'));
      const { code } = await transform(text, {
        loader: 'ts',
        define: { 'import.meta.dirname': 'place' },
        banner: `const place = require('node:path').join(__dirname, ${way});`,
      });
      return { contents: code };
    }),
};

await build({
  entryPoints: [join(HERE, 'library.ts')],
  outfile: join(HERE, 'library.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  plugins: [places],
});
