module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/practice/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.slow\\.test\\.ts$'],
  testTimeout: 300_000,
};
