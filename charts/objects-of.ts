import { App, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../output/manifest.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { keyOf } from './key-of.ts';

/** A chart that is made from its props alone. */
export type ChartClass<P> = new (scope: Construct, id: string, props: P) => Chart;

// More variants of one chart than this would only fill the memory.
const MOST_REMEMBERED = 32;

const remembered = new WeakMap<object, Map<string, readonly KubeObject[]>>();

/**
 * A chart's objects; for the same props, as another cluster may have them, the very same ones. Without that, synth
 * takes twice the time for 69 clusters.
 */
export function objectsOf<P>(chart: ChartClass<P>, id: string, props: P): readonly KubeObject[] {
  const key = keyOf([id, props]);
  if (key === undefined) return make(chart, id, props);
  let variants = remembered.get(chart);
  if (!variants) remembered.set(chart, (variants = new Map()));
  const known = variants.get(key);
  // What was used last stands last, and so goes last.
  variants.delete(key);
  const objects = known ?? make(chart, id, props);
  variants.set(key, objects);
  if (variants.size > MOST_REMEMBERED) variants.delete(variants.keys().next().value ?? '');
  return objects;
}

function make<P>(Class: ChartClass<P>, id: string, props: P): readonly KubeObject[] {
  try {
    return objectsOfApp(Class, id, props);
  } catch (error) {
    // What cdk8s says is for people; anything else is a mistake, which its stack shows.
    if ((error as Error).constructor !== Error) throw error;
    throw new UsageError(`${Class.name}, the chart of ${id}: ${(error as Error).message}`);
  }
}

// As an App writes all its charts into one file, those within the chart included.
function objectsOfApp<P>(Class: ChartClass<P>, id: string, props: P): readonly KubeObject[] {
  const app = new App();
  const chart = new Class(app, id, props);
  // First, for it finds out what depends on what in the whole app, by which the charts are ordered.
  const own = chart.toJson();
  return app.charts.flatMap((each) => (each === chart ? own : each.toJson())) as KubeObject[];
}
