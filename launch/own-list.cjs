// A folder of one's own may have charts beside its cluster files: its charts/own.ts stands for ours.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

exports.LIST = join('charts', 'own.ts');

/** The list of charts in the folder that a command runs in; undefined where there is none but ours. */
exports.ownList = (root) => {
  const folder = process.cwd();
  const list = join(folder, exports.LIST);
  return folder !== root && existsSync(list) ? list : undefined;
};
