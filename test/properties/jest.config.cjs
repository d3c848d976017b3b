process.env.PROPERTY_RUNS ??= '2400';

module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/properties/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
