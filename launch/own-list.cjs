// A folder of one's own may have charts beside its cluster files: its charts/own.ts stands for ours.
const { existsSync } = require('node:fs');

exports.ownList = (root) => `${existsSync('charts/own.ts') ? process.cwd() : root}/charts/own.ts`;
