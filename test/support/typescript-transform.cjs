// Jest's view of our TypeScript: esbuild strips the types, Node runs the rest.
const { setFlagsFromString } = require('node:v8');
const { transformSync } = require('esbuild');

// Every suite runs its own copy of all modules, mostly once: what V8 optimizes early is thrown away soon.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

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
