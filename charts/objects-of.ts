import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../output/manifest.ts';
import { keyOf } from './key-of.ts';
import { manifestOf } from './manifest-of.ts';

/** A chart that is made from its props alone. */
export type ChartClass<P> = new (scope: Construct, id: string, props: P) => Chart;

// Clusters of a fleet share most of their charts' props, and most objects where they don't. More than this would only
// fill the memory.
const MOST_REMEMBERED = 32;
const MOST_OBJECTS = 2000;

const remembered = new WeakMap<object, Map<string, readonly KubeObject[]>>();

/** A chart's objects; for the same props, as another cluster may have them, the very same ones. */
export function objectsOf<P>(chart: ChartClass<P>, id: string, props: P): readonly KubeObject[] {
  const key = keyOf([id, props]);
  if (key === undefined) return make(chart, id, props);
  let variants = remembered.get(chart);
  if (!variants) remembered.set(chart, (variants = new Map()));
  const known = variants.get(key);
  // What was used last stands last, and so goes last.
  variants.delete(key);
  const objects = known ?? make(chart, id, props).map(theSame);
  variants.set(key, objects);
  if (variants.size > MOST_REMEMBERED) variants.delete(variants.keys().next().value ?? '');
  return objects;
}

function make<P>(Class: ChartClass<P>, id: string, props: P): readonly KubeObject[] {
  const chart = new Class(new App(), id, props);
  const nodes = chart.node.findAll();
  const isOrdered = nodes.some(({ node }) => node.dependencies.length > 0);
  // cdk8s orders by dependencies, and looks at the whole app for them; without any, the order is that of the code.
  if (isOrdered || nodes.slice(1).some(Chart.isChart)) return chart.toJson() as KubeObject[];
  for (const { node } of nodes) {
    const errors = node.validate();
    if (errors.length > 0) throw new Error(`${node.path}: ${errors.join('; ')}`);
  }
  return nodes.filter(ApiObject.isApiObject).map(manifestOf);
}

const objectsByText = new Map<string, KubeObject>();

// One object for all that are equal.
function theSame(object: KubeObject): KubeObject {
  const text = JSON.stringify(object);
  const known = objectsByText.get(text);
  if (known) return known;
  if (objectsByText.size >= MOST_OBJECTS) objectsByText.clear();
  objectsByText.set(text, object);
  return object;
}
