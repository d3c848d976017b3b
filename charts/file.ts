import type { ClusterConfig } from '../config/schema.ts';
import type { KubeObject, Prerequisite } from '../output/manifest.ts';
import { type ChartClass, objectsOf } from './objects-of.ts';

/** One file below dist/<cluster>/, and the objects that its chart makes. */
export interface Entry {
  readonly path: string;
  readonly objects: () => readonly KubeObject[];
  readonly comments?: readonly string[];
  readonly alternative?: boolean;
  readonly prerequisites?: readonly Prerequisite[];
}

/** The files of charts that users add, as charts/own.ts lists them. */
export type OwnCharts = (config: ClusterConfig) => readonly Entry[];

/** One chart in one file of its name. */
export function file<P>(
  name: string,
  chart: ChartClass<P>,
  props: P,
  comments?: readonly string[],
): Entry {
  // By its id, which no two of a cluster's charts share, objects are named that have no name.
  const id = name.replaceAll('/', '-');
  return { path: `${name}.k8s.yaml`, objects: () => objectsOf(chart, id, props), comments };
}
