// Before all tests: one folder for everything that they write, and nothing of this computer's AWS account or of a Git hook.
const { chmodSync, mkdtempSync, realpathSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'eks-sock-shop-test-'));
  // Some tests give up being root.
  chmodSync(folder, 0o755);
  process.env.TEST_FOLDER = folder;
  for (const name of Object.keys(process.env)) {
    if (/^(AWS_|GIT_(?!CONFIG))/.test(name)) delete process.env[name];
  }
  // Where Jest writes to no terminal, jest-light-runner tells its workers nothing of use, and they would write colours.
  if (!process.stdout.isTTY) process.env.FORCE_COLOR ??= '0';
};
