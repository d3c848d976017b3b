import type { OwnCharts } from './file.ts';

/** Your own charts, one line each: docs/own-chart.md. The project's snapshots leave them out; each has its own. */
export const ownCharts: OwnCharts = () => [];
