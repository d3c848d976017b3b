// Plain cdk8s, as its documentation has it: charts of objects, and App.synth() to write them.
// node scripts/bench/cdk8s-app.mjs FLEET.json OUT
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';

const [, , fleet, outdir] = process.argv;
const { clusters, files } = JSON.parse(readFileSync(fleet, 'utf8'));
const app = new App({ outdir });
for (const values of clusters) {
  for (const { name, text } of files) {
    const objects = JSON.parse(text.replace(/\{\{ \.(\w+) \}\}/g, (_, key) => values[key]));
    const chart = new Chart(app, `${values.name}-${name}`);
    objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, object));
  }
}
app.synth();
