import { findYaml11Traps, parseClusterConfig } from '../../checks/eksctl/yaml11.ts';
import { findings } from '../../checks/run.ts';
import type { Checker } from './validate.ts';

/** All checks of this project. */
export const checker: Checker = {
  findings,
  traps: findYaml11Traps,
  readClusterConfig: parseClusterConfig,
};
