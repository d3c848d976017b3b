// Jest's view of our TypeScript: esbuild strips the types, Node runs the rest.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const made = `${version} ${readFileSync(__filename, 'utf8')}`;

module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256')
      .update(JSON.stringify([made, path, source]))
      .digest('hex'),
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
