// Holds every committed ClusterConfig, and one of each option, against eksctl's own JSON schema.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { render } from '../output/render.ts';
import { synthesize } from '../synth/synthesize.ts';
import { configOf, options } from '../test/support/configs.ts';

const [schemaFile = ''] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
// `strict` would refuse the schema itself, which has siblings beside $ref and untyped objects.
const validate = new Ajv({ strict: false, allErrors: true }).compile({
  $ref: '#/definitions/ClusterConfig',
  definitions: schema.definitions,
});

const committed = readdirSync('dist').map((name): [string, string] => {
  const file = join('dist', name, 'eksctl', 'cluster.yaml');
  return [file, readFileSync(file, 'utf8')];
});
const generated = Object.entries(options).flatMap(([name, overrides]): [string, string][] => {
  const { clusterConfig } = synthesize(configOf(overrides));
  return clusterConfig ? [[`with ${name}`, render('sock-shop', clusterConfig)]] : [];
});

let failed = 0;
for (const [name, text] of [...committed, ...generated]) {
  if (validate(load(text))) continue;
  failed++;
  console.error(name, JSON.stringify(validate.errors, null, 2));
}
console.log(`${committed.length + generated.length} ClusterConfigs, ${failed} refused`);
process.exitCode = failed === 0 ? 0 : 1;
