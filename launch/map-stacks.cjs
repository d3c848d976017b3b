// An error's stack names the TypeScript files and their lines, and not the script that was made of them.
const { SourceMap } = require('node:module');
const { relative, resolve } = require('node:path');

const scripts = new Map();

/** Has every stack of a script from now on translated; its map is read when the first one is looked at. */
exports.mapStacks = function mapStacks(root, script, readMap) {
  let map;
  scripts.set(script, (line, column) => {
    map ??= new SourceMap(JSON.parse(readMap() ?? '{"sources":[],"mappings":""}'));
    const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
    if (!originalSource) return undefined;
    const file = relative(process.cwd(), resolve(root, originalSource));
    return `${file}:${originalLine + 1}:${originalColumn + 1}`;
  });
  Error.prepareStackTrace = (error, sites) => {
    const head = Error.prototype.toString.call(error);
    return [head, ...sites.map((site) => `    at ${translated(site)}`)].join('\n');
  };
};

function translated(site) {
  const script = site.getFileName();
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  const place = scripts.get(script)?.(line, column);
  return place ? String(site).replace(`${script}:${line}:${column}`, place) : String(site);
}
