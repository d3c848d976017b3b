// An error's stack names the TypeScript files and their lines, and not the script that was made of them.
const { SourceMap } = require('node:module');
const { relative, resolve } = require('node:path');

/** Has every stack from now on translated; the map is read when the first one is looked at. */
exports.mapStacks = function mapStacks(root, script, readMap) {
  let map;
  const translate = (site) => {
    const frame = String(site);
    if (site.getFileName() !== script) return frame;
    map ??= new SourceMap(JSON.parse(readMap()));
    const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
    const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
    if (!originalSource) return frame;
    const file = relative(process.cwd(), resolve(root, originalSource));
    return frame.replace(
      `${script}:${line}:${column}`,
      `${file}:${originalLine + 1}:${originalColumn + 1}`,
    );
  };
  Error.prepareStackTrace = (error, sites) => {
    const head = Error.prototype.toString.call(error);
    try {
      return [head, ...sites.map((site) => `    at ${translate(site)}`)].join('\n');
    } catch {
      return [head, ...sites.map((site) => `    at ${site}`)].join('\n');
    }
  };
};
