import type { KeyPath } from '../config/key-path.ts';
import type { ClusterConfig } from '../config/schema.ts';
import type { ClusterConfigFile, OutputFile, Prerequisite } from '../output/manifest.ts';
import type { KubernetesVersion } from '../tables/kubernetes.ts';
import type { Located } from './located.ts';

/** Everything that checks look at: one cluster's whole output, or a folder that someone else wrote. */
export interface Subject {
  readonly files: readonly OutputFile[];
  readonly clusterConfig?: ClusterConfigFile;
  readonly prerequisites: readonly Prerequisite[];
  readonly minor: KubernetesVersion;
  /** The order of what applies an object and its namespace, where that is not kubectl. */
  readonly orderOf?: (namespace: Located, object: Located) => Order | undefined;
  /** The cluster file that the output was made from; foreign input has none. */
  readonly config?: ClusterConfig;
}

/** Whether a namespace is there before an object, and who applies them. */
export interface Order {
  readonly by: string;
  readonly isLate: boolean;
  /** What would bring the namespace first. */
  readonly fix: string;
}

/** One thing that would not work. */
export interface Finding {
  /** The id of the check that found it. */
  readonly check: string;
  readonly file: string;
  /** The object's identity, as identityOf writes it. */
  readonly object?: string;
  /** How many objects of that identity stand before it in the file; undefined for none. */
  readonly nth?: number;
  /** The field in the object: `spec.template.spec.containers[0].image`. */
  readonly path?: string;
  /** Where in the file's text, from 1, when the check looked at the text. */
  readonly line?: number;
  readonly column?: number;
  readonly value?: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** That it only says what is not among the files: they may be a part of what there is. */
  readonly absent?: boolean;
  /** That the project may only be older than what it was shown: nothing is refused for it. */
  readonly warning?: boolean;
  /** The key of the cluster file to change, where there is one. */
  readonly config?: KeyPath;
}

/** How bad it is: the API server or eksctl refuses it, or it is taken and fails, or it works and may not for long. */
export type Severity = 'refused' | 'broken' | 'risky';

/** What a check is for, in words. */
export interface About {
  readonly id: string;
  readonly severity: Severity;
  /** What happens otherwise. */
  readonly why: string;
  readonly remedy: string;
}

/** Looks at the whole and says what is wrong with it. It changes nothing and never throws on odd input. */
export interface Check {
  (subject: Subject): Finding[];
  readonly about: About;
}

/** A check, from what it is for and what it does. */
export function check(about: About, look: (subject: Subject) => Finding[]): Check {
  return Object.assign(look, { about });
}
