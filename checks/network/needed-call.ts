import type { PodTemplate } from '../pods.ts';
import type { Endpoint, Protocol } from './evaluate.ts';

/** A call that the manifests show to be needed. */
export interface NeededCall {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The pods at its ends, where these are pods of the output. */
  readonly fromPod?: PodTemplate | undefined;
  readonly toPod?: PodTemplate | undefined;
  /** The target's own ports; where there are several, one of them is enough. */
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
  /** What shows it. */
  readonly why: string;
  /** Whether it may also do without, so that cutting it is not a fault, and letting it through none either. */
  readonly optional?: boolean;
}
