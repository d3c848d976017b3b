const { load } = require('../../launch/load.cjs');

exports.checkClusterConfig = load('checks/eksctl/library.ts').checkClusterConfig;
