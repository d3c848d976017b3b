// What V8 is told where code runs for a second or two, or once for each of many suites: what it optimizes early, or
// throws away, costs more than it gains.
const isNode20 = process.versions.v8.startsWith('11.');

/** Code is optimized late. Versions after Node 20's count calls instead, and know no such flag. */
exports.optimizeLate = isNode20 ? ['--interrupt-budget=600000'] : [];

/** For a process that ends soon. */
exports.shortRun = [
  ...exports.optimizeLate,
  '--no-flush-bytecode',
  '--no-incremental-marking',
  '--semi-space-growth-factor=8',
];
