import { autoscalerDiscovery } from './autoscaler/autoscaler-discovery.ts';
import { autoscalerPermissions } from './autoscaler/autoscaler-permissions.ts';
import { autoscalerPolicy } from './autoscaler/autoscaler-policy.ts';
import { autoscalerRegion } from './autoscaler/autoscaler-region.ts';
import { autoscalerRole } from './autoscaler/autoscaler-role.ts';
import { autoscalerVersion } from './autoscaler/autoscaler-version.ts';
import type { Check, Finding, Subject } from './check.ts';
import { ingressVersion } from './cluster/ingress-version.ts';
import { nodePorts } from './cluster/node-ports.ts';
import { podIdentity } from './cluster/pod-identity.ts';
import { storageDriver } from './cluster/storage-driver.ts';
import { configKeys } from './containers/config-keys.ts';
import { imageTags } from './containers/image-tags.ts';
import { imageUser } from './containers/image-user.ts';
import { imageVersions } from './containers/image-versions.ts';
import { lowPorts } from './containers/low-ports.ts';
import { readOnlyRoot } from './containers/read-only-root.ts';
import { resources } from './containers/resources.ts';
import { budgetBlocks } from './disruption/budget-blocks.ts';
import { budgetTarget } from './disruption/budget-target.ts';
import { learnerRights } from './learners/learner-rights.ts';
import { learnerSpace } from './learners/learner-space.ts';
import { policyCuts } from './network/policy-cuts.ts';
import { policyEnforced } from './network/policy-enforced.ts';
import { policyExcess } from './network/policy-excess.ts';
import { policyTarget } from './network/policy-target.ts';
import { apiVersions } from './objects/api-versions.ts';
import { duplicateIdentity } from './objects/duplicate-identity.ts';
import { duplicatePath } from './objects/duplicate-path.ts';
import { labels } from './objects/labels.ts';
import { names } from './objects/names.ts';
import { namespaces } from './objects/namespaces.ts';
import { nodeLabels } from './objects/node-labels.ts';
import { ports } from './objects/ports.ts';
import { quantities } from './objects/quantities.ts';
import { ranges } from './objects/ranges.ts';
import { requiredValues } from './objects/required-values.ts';
import { shape } from './objects/shape.ts';
import { twoOwners } from './objects/two-owners.ts';
import { unknownFields } from './objects/unknown-fields.ts';
import { valuesAllowed } from './objects/values-allowed.ts';
import { volumeMounts } from './objects/volume-mounts.ts';
import { workloadSelector } from './objects/workload-selector.ts';
import { prove, unproven } from './proven.ts';
import { albTarget } from './references/alb-target.ts';
import { claims } from './references/claims.ts';
import { classController } from './references/class-controller.ts';
import { configObjects } from './references/config-objects.ts';
import { controllerFlags } from './references/controller-flags.ts';
import { headlessService } from './references/headless-service.ts';
import { hosts } from './references/hosts.ts';
import { httpsRedirect } from './references/https-redirect.ts';
import { imageCalls } from './references/image-calls.ts';
import { ingressBackend } from './references/ingress-backend.ts';
import { ingressClass } from './references/ingress-class.ts';
import { nginxIngressRules } from './references/nginx-ingress-rules.ts';
import { priorityClasses } from './references/priority-classes.ts';
import { probePort } from './references/probe-port.ts';
import { roles } from './references/roles.ts';
import { scaleTarget } from './references/scale-target.ts';
import { serviceAccounts } from './references/service-accounts.ts';
import { serviceSelector } from './references/service-selector.ts';
import { serviceTargetPort } from './references/service-target-port.ts';
import { storageClasses } from './references/storage-classes.ts';

/**
 * The checks that look at each object by itself, and at nothing else but the minor: what clusters share is looked at
 * once. What is most basic comes first.
 */
export const ofEachObject: readonly Check[] = [
  shape,
  names,
  labels,
  apiVersions,
  unknownFields,
  valuesAllowed,
  requiredValues,
  quantities,
  ports,
  ranges,
  nodeLabels,
  workloadSelector,
  volumeMounts,
  probePort,
  imageUser,
  readOnlyRoot,
  lowPorts,
  imageTags,
];

/** Those that look at objects together. */
const ofTheWhole: readonly Check[] = [
  duplicatePath,
  duplicateIdentity,
  namespaces,
  twoOwners,

  serviceSelector,
  serviceTargetPort,
  headlessService,
  ingressBackend,
  ingressClass,
  classController,
  controllerFlags,
  nginxIngressRules,
  httpsRedirect,
  albTarget,
  scaleTarget,
  budgetTarget,
  budgetBlocks,
  hosts,
  imageCalls,
  configObjects,
  serviceAccounts,
  roles,
  claims,
  storageClasses,
  priorityClasses,

  policyTarget,
  policyCuts,
  policyExcess,
  policyEnforced,

  configKeys,
  resources,
  imageVersions,

  autoscalerRole,
  autoscalerPolicy,
  autoscalerDiscovery,
  autoscalerRegion,
  autoscalerVersion,
  autoscalerPermissions,
  nodePorts,
  ingressVersion,
  storageDriver,
  podIdentity,

  learnerRights,
  learnerSpace,
];

/** Every check of the Kubernetes objects. */
export const allChecks: readonly Check[] = [...ofEachObject, ...ofTheWhole];

/** Everything that these checks find in a cluster's output. */
export function objectFindings(subject: Subject): Finding[] {
  const fresh = unproven(subject);
  const found = [
    ...ofEachObject.flatMap((check) => check(fresh)),
    ...ofTheWhole.flatMap((check) => check(subject)),
  ];
  if (found.length === 0) prove(subject);
  return found;
}
