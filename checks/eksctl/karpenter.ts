import { type Place, type Problem, rule } from './place.ts';

export const karpenter = rule(
  {
    id: 'eksctl/karpenter',
    severity: 'refused',
    why: "eksctl can't install Karpenter with these settings.",
    remedy: 'Name a version, and turn on withOIDC.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const place = cluster.at('karpenter');
  if (!place.isSet) return;
  const version = place.at('version');
  const [, major, minor] = /^v?(\d+)\.(\d+)(\.\d+)*([-+].*)?$/.exec(version.text) ?? [];
  if (version.text && (major === undefined || (major === '0' && Number(minor) < 20))) {
    yield {
      at: version,
      message: `eksctl installs no Karpenter ${version.text}`,
      allowed: 'v0.20.0 and up',
    };
  }
  if (!cluster.at('iam', 'withOIDC').isOn) {
    yield {
      at: cluster.at('iam', 'withOIDC'),
      message: 'Karpenter needs the OIDC provider',
      fix: 'set iam.withOIDC: true',
    };
  }
}
