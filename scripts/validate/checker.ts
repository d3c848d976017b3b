import { findYaml11Traps, parseClusterConfig } from '../../checks/eksctl/yaml11.ts';
import { everyCheck, findings } from '../../checks/run.ts';
import { exceptions } from './exceptions.ts';
import type { Checker } from './validate.ts';

/** All checks of this project. */
export const checker: Checker = {
  checks: [...everyCheck, exceptions],
  findings,
  traps: findYaml11Traps,
  readClusterConfig: parseClusterConfig,
};
