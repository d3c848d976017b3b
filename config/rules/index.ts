import { accessAdmins } from './access-admins.ts';
import { accessRanges } from './access-ranges.ts';
import { addons } from './addons.ts';
import { existingVpc } from './existing-vpc.ts';
import { flux } from './flux.ts';
import { ingressController } from './ingress-controller.ts';
import { kubernetesSupport } from './kubernetes-support.ts';
import { launchTemplate } from './launch-template.ts';
import { learnerPorts } from './learner-ports.ts';
import { learners } from './learners.ts';
import { nodeArchitecture } from './node-architecture.ts';
import { nodeCounts } from './node-counts.ts';
import { nodePorts } from './node-ports.ts';
import type { ConfigRule } from './rule.ts';
import { tags } from './tags.ts';
import { zones } from './zones.ts';

/** Every rule between the keys of a cluster file. */
export const configRules: readonly ConfigRule[] = [
  accessRanges,
  accessAdmins,
  nodeCounts,
  launchTemplate,
  nodeArchitecture,
  nodePorts,
  learners,
  learnerPorts,
  kubernetesSupport,
  ingressController,
  zones,
  existingVpc,
  addons,
  tags,
  flux,
];
