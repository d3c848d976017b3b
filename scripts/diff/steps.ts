import type { Prerequisite } from '../../output/manifest.ts';
import { foldersToApply } from './applied.ts';
import { clusterSteps } from './eksctl/steps.ts';
import { createCluster, deleteCluster } from './eksctl/whole-cluster.ts';
import type { FieldChange } from './field-change.ts';
import type { FileChange } from './file-change.ts';
import { type Flux, fluxOf, fluxSteps, isApplied } from './flux.ts';
import { CLUSTER_CONFIG_FILE, type Folder, readFolder } from './folder.ts';
import { kubectlSteps } from './kubectl-steps.ts';
import { controllerSteps } from './load-balancer-controller.ts';
import { secretSteps } from './needed-secrets.ts';
import type { ObjectChange } from './object-change.ts';
import {
  awaitsOwn,
  hasFixedImage,
  hasOwnRoles,
  hasOwnTemplate,
  templateSteps,
} from './own-parts.ts';
import { policySteps } from './policy-steps.ts';
import { quote } from '../../terminal/shell.ts';
import { once, type Step } from './step.ts';

/** What differs in a cluster's folder. */
interface Found {
  readonly name: string;
  readonly old: Folder;
  readonly now: Folder;
  readonly objects: readonly ObjectChange[];
  readonly clusterConfig: readonly FieldChange[];
  readonly files: readonly FileChange[];
  readonly prerequisites: readonly Prerequisite[];
}

/** What it takes, in its order. */
interface Taken {
  readonly steps: readonly Step[];
  /** The changes that only a new cluster has. */
  readonly newCluster: readonly FieldChange[];
  /** The changes that no command makes, with the reason. */
  readonly noCommand: ReadonlyMap<FieldChange, string>;
  /** Whether no cluster can be running yet that they would change. */
  readonly isNew: boolean;
  readonly flux: Flux;
}

const nothing: Folder = readFolder('', new Map());

// Where every change has a command, or needs none.
const unlimited = { newCluster: [], noCommand: new Map<FieldChange, string>() };

/** The commands that make a cluster what its folder says, from what it was. */
export function stepsFor(found: Found): Taken {
  const { name, old, now, objects, clusterConfig, files } = found;
  const flux = fluxOf(old, now);
  if (objects.length + clusterConfig.length + files.length === 0) {
    return { steps: [], ...unlimited, isNew: false, flux };
  }
  if (old.clusterConfig && now.texts.size === 0) {
    const steps = deleteCluster(old, 'the cluster runs, and costs, until then');
    return { steps, ...unlimited, isNew: false, flux };
  }
  if (isNew(old, now)) return { ...created(found, []), ...unlimited, isNew: true };
  const config = `dist/${name}/${CLUSTER_CONFIG_FILE}`;
  const forCluster =
    old.clusterConfig && now.clusterConfig
      ? clusterSteps(old.clusterConfig, now.clusterConfig, clusterConfig, config, {
          ownTemplate: hasOwnTemplate(now),
          fixedImage: hasFixedImage(now),
        })
      : { ...unlimited, steps: [], last: [] };
  if (forCluster.newCluster.length > 0 || isRoleNew(old, now)) {
    const why =
      'a cluster cannot change this, so this one is deleted, with everything that runs in it';
    const { newCluster } = forCluster;
    return { ...created(found, deleteCluster(old, why)), ...unlimited, newCluster, isNew: false };
  }
  const folder = `dist/${name}`;
  const active = { objects, entries: now.entries, flux };
  return {
    newCluster: [],
    noCommand: forCluster.noCommand,
    isNew: false,
    flux,
    steps: once([
      ...policySteps(name, files, now),
      ...forCluster.steps,
      ...templateSteps(name, files),
      ...fluxSteps(folder, flux, objects),
      ...kubectlSteps(folder, active),
      ...controllerSteps(name, old, now),
      ...secretSteps(found.prerequisites, old),
      ...forCluster.last,
    ]),
  };
}

// One whose roles or launch template were still to be made is not there, or only begun.
function isNew(old: Folder, now: Folder): boolean {
  if (!now.clusterConfig) return old.texts.size === 0;
  return !old.clusterConfig || awaitsOwn(old);
}

// A control plane keeps its role for life.
function isRoleNew(old: Folder, now: Folder): boolean {
  return hasOwnRoles(now) && !hasOwnRoles(old);
}

/** Everything that a new cluster takes, once the one that is in its place is gone. */
function created(found: Found, first: readonly Step[]): { steps: Step[]; flux: Flux } {
  const { name, now, old, files, prerequisites } = found;
  const flux = fluxOf(nothing, now);
  const folder = `dist/${name}`;
  const policies = old.clusterConfig ? policySteps(name, files, now) : [];
  return {
    flux,
    steps: [
      ...first,
      ...policies,
      ...createCluster(name, now),
      ...fluxSteps(folder, flux, []),
      ...applyAll(folder, now, flux),
      ...controllerSteps(name, nothing, now),
      ...secretSteps(prerequisites, nothing),
    ],
  };
}

function applyAll(folder: string, { entries }: Folder, flux: Flux): Step[] {
  const folders = foldersToApply(entries).filter((part) => !isApplied(flux, part));
  if (folders.length === 0) return [];
  const flags = folders.map((part) => `-f ${quote(`${folder}/${part}`)}`).join(' ');
  const why = flux.what === 'none' ? 'everything that runs in it' : 'what Flux leaves to you';
  return [{ command: `kubectl apply ${flags}`, why }];
}
