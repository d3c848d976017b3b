// Jest's view of our TypeScript: esbuild strips the types, Node runs the rest.
const { setFlagsFromString } = require('node:v8');
const { transformSync } = require('esbuild');
const { optimizeLate } = require('../../launch/v8-flags.cjs');

// Every suite runs its own copy of all modules, mostly once.
for (const flag of optimizeLate) setFlagsFromString(flag);

module.exports = {
  process(source, path) {
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      supported: { 'dynamic-import': false },
      sourcefile: path,
      sourcemap: 'inline',
      define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    });
    return { code };
  },
};
