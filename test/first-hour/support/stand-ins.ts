/** eksctl, kubectl and aws as scripts of Node: they answer as the real ones would for a cluster on which nothing is applied. */
export const standIns: Readonly<Record<string, string>> = {
  eksctl: `
if (process.argv[2] === 'version') console.log('0.229.0');
else console.log('eksctl has done it');
`,
  aws: `
if (process.argv[2] === '--version') console.log('aws-cli/2.31.0 Python/3.13.7 Linux/6.8 exe/x86_64');
else console.log('[]');
`,
  kubectl: `
const line = process.argv.slice(2).join(' ');
const json = (value) => console.log(JSON.stringify(value));
if (line.startsWith('version')) json({ clientVersion: { gitVersion: 'v1.36.1' } });
else if (line.startsWith('config view')) {
  json({ 'current-context': 'mine', clusters: [{ cluster: { server: 'https://198.51.100.1' } }] });
} else if (/--?o(utput)?[ =]json/.test(line)) json({ apiVersion: 'v1', kind: 'List', items: [] });
else console.log('done');
`,
};
