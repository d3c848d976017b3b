import type { expect } from '@jest/globals';
import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

type ChartClass<P> = new (scope: Construct, id: string, props: P) => Chart;

/** A chart's objects as YAML, as cdk8s writes them. Its id is the class's name unless you give one. */
export function chartYaml<P>(chart: ChartClass<P>, props: P, id?: string): string;

/**
 * Jest's `expect` of a chart's YAML: `expectChart(Hello, { greeting: 'hi' }).toMatchSnapshot()`. Jest keeps the snapshot
 * beside the test.
 */
export function expectChart<P>(
  chart: ChartClass<P>,
  props: P,
  id?: string,
): ReturnType<typeof expect<string>>;
