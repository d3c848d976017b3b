module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/practice/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
};
