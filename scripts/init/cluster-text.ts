import { Source } from '../../config/source.ts';
import { validateCluster } from '../../config/validate.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Wish } from './wish.ts';

/** A cluster file's text: the few keys that matter, with what to know about each. */
export function clusterText(wish: Wish, schema = '../config/cluster.schema.json'): string {
  const { region, kubernetes, nodes, sockShop, jenkins, ingress } = defaults();
  const expires = wish.expires === undefined ? [] : [`expires: ${scalar(wish.expires)}`];
  const { instanceType, min, desired, max } = nodes;
  return [
    `# yaml-language-server: $schema=${schema}`,
    '# Only name, owner and access.from are needed. Every key: docs/cluster-file.md',
    `name: ${scalar(wish.name)} # the cluster; the file is clusters/<name>.yaml`,
    `owner: ${scalar(wish.owner)} # NAME in the chapter's NAME-bc-svc`,
    `region: ${scalar(wish.region ?? region)}`,
    `kubernetes: ${JSON.stringify(wish.kubernetes ?? kubernetes)} # in quotes: YAML reads an unquoted 1.40 as 1.4`,
    ...expires.map((line) => `${line} # the day after which it counts as forgotten`),
    '',
    'access:',
    '  # The only addresses that may reach anything; npm run allow-me puts yours in when it changes.',
    `  from: [${wish.from.map(scalar).join(', ')}]`,
    '',
    `nodes: { instanceType: ${instanceType}, min: ${min}, desired: ${desired}, max: ${max} }`,
    `sockShop: { enabled: ${sockShop.enabled}, storage: ${sockShop.storage}, nodePort: ${sockShop.nodePort} } # or storage: persistent; or nodePort: 30001`,
    `jenkins: { enabled: ${jenkins.enabled}, service: ${jenkins.service}, nodePort: ${jenkins.nodePort} } # or NodePort, LoadBalancer, none`,
    `ingress: { controller: ${scalar(wish.ingress ?? ingress.controller)}, host: ${ingress.host} } # or ingress-nginx, alb, none`,
    '',
  ].join('\n');
}

let known: ClusterConfig | undefined;

function defaults(): ClusterConfig {
  return (known ??= smallest());
}

function smallest(): ClusterConfig {
  const text = 'name: a\nowner: a\naccess: { from: [198.51.100.7/32] }\n';
  const { config } = validateCluster(Source.parse('defaults', text));
  if (!config) throw new Error('the smallest cluster file is not valid');
  return config;
}

// What YAML could take for anything but this text is put in quotes.
function scalar(text: string): string {
  const isPlain = /^([a-z][a-z0-9-]*|[\d.]+\/\d+|\d{4}-\d{2}-\d{2})$/.test(text);
  const isWord = /^(y|n|yes|no|on|off|true|false|null)$/.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}
