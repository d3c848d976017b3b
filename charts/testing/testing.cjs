const { App } = require('cdk8s');

/** A chart's objects as YAML, as cdk8s writes them. */
exports.chartYaml = (Chart, props, id = Chart.name.toLowerCase()) => {
  const app = new App();
  new Chart(app, id, props);
  return app.synthYaml();
};

/** Jest's `expect` of a chart's YAML. */
exports.expectChart = (Chart, props, id) => globalThis.expect(exports.chartYaml(Chart, props, id));
