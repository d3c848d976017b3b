/** Whether a file comes from a chart that a user added, as docs/own-chart.md shows it. */
export function isOwnChart(path: string): boolean {
  return /^apps\/(?![12]-)/.test(path);
}
