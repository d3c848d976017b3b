// The checks as a validation plugin of cdk8s-cli: `validations:` in cdk8s.yaml names this class.
const { execFile } = require('node:child_process');
const { join, resolve } = require('node:path');

const PROGRAM = join(__dirname, '../../../program.cjs');
const MOST_BYTES = 256 * 1024 * 1024;
const severities = ['refused', 'broken', 'risky'];

exports.Checks = class Checks {
  constructor(properties) {
    // A key without a value is null in YAML.
    this.settings = settingsFrom(properties ?? {});
  }

  async validate({ manifests, report }) {
    const { kubernetes, failing } = this.settings;
    const byPath = new Map(manifests.map((manifest) => [resolve(manifest), manifest]));
    if (byPath.size === 0) return report.submit('success');
    const { minors, checks, findings } = await validated([...byPath.keys()], kubernetes);
    for (const [id, { severity, why, remedy }] of Object.entries(checks)) {
      const own = findings.filter(({ check }) => check === id);
      if (own.length === 0) continue;
      report.addViolation({
        ruleName: id,
        recommendation: `${severity}: ${why}`,
        fix: remedy,
        violatingResources: resourcesOf(own, byPath),
      });
    }
    const fails = ({ check, warning }) => !warning && failing.includes(checks[check].severity);
    const status = findings.some(fails) ? 'failure' : 'success';
    return report.submit(status, { Kubernetes: minors.join(', ') });
  }
};

function settingsFrom({ kubernetes, failOn = 'risky', ...others }) {
  const known = severities.indexOf(failOn);
  const wrong = [
    ...Object.keys(others).map((key) => `${key} is not known; allowed: kubernetes, failOn`),
    ...(known < 0 ? [`failOn: ${failOn} is no severity; allowed: ${severities.join(', ')}`] : []),
  ];
  if (wrong.length > 0) throw new Error(`properties of eks-sock-shop: ${wrong.join('; ')}`);
  return { kubernetes, failing: severities.slice(0, known + 1) };
}

function validated(paths, kubernetes) {
  const minor = kubernetes === undefined ? [] : ['--kubernetes', String(kubernetes)];
  const args = [PROGRAM, 'validate', '--format', 'json', ...minor, ...paths];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { maxBuffer: MOST_BYTES }, (_error, stdout, stderr) => {
      try {
        done(withUnreadable(JSON.parse(stdout)));
      } catch {
        failed(new Error(stderr.trim() || stdout));
      }
    });
  });
}

// What kept a file from being read counts like what is found in one.
function withUnreadable({ kubernetes, checks, findings, unreadable }) {
  const unread = unreadable.map((one) => ({ ...one, check: 'unreadable' }));
  return { minors: kubernetes, checks, findings: [...findings, ...unread] };
}

function resourcesOf(findings, byPath) {
  const resources = new Map();
  for (const finding of findings) {
    const { file, object = '' } = finding;
    const key = JSON.stringify([file, object]);
    const resource = resources.get(key) ?? {
      manifestPath: byPath.get(file) ?? file,
      // As cdk8s has it in its metadata, from which it knows the construct.
      resourceName: object.split(/[ /]/).at(-1),
      locations: [],
    };
    resource.locations.push(locationOf(finding));
    resources.set(key, resource);
  }
  return [...resources.values()];
}

function locationOf({ line, column, path, value, message, allowed, fix }) {
  const at = [line, column].filter(Boolean).join(':');
  const subject = [path, value].filter(Boolean).join(': ');
  return [
    [at, subject, message].filter(Boolean).join(' '),
    ...(allowed ? [`allowed: ${allowed}`] : []),
    ...(fix ? [fix] : []),
  ].join('; ');
}
