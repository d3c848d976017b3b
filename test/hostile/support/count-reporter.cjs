const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

// Says in the end how many cases each of the suites has tried: each leaves its number in a file.
module.exports = class {
  constructor() {
    this.folder = join(process.env.TEST_FOLDER ?? '', 'counts');
  }

  onRunStart() {
    this.folder = join(process.env.TEST_FOLDER, 'counts');
  }

  onTestResult() {
    this.counts = countsIn(this.folder);
  }

  onRunComplete() {
    const words = Object.entries(this.counts ?? {}).map(([what, count]) => `${count} ${what}`);
    console.log(`Hostile cases: ${words.sort().join(', ')}`);
  }
};

function countsIn(folder) {
  try {
    return Object.fromEntries(
      readdirSync(folder).map((name) => [name, Number(readFileSync(join(folder, name), 'utf8'))]),
    );
  } catch {
    return {};
  }
}
