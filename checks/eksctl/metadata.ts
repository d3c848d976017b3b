import { didYouMean } from '../../terminal/suggest.ts';
import { knownKubernetes, kubernetesVersions } from '../../tables/kubernetes.ts';
import { regionNames, regionsRead } from '../../tables/regions.ts';
import { unknownKubernetes } from '../../tables/unknown-kubernetes.ts';
import { nodeGroupsOf } from './node-group.ts';
import { either, type Place, type Problem, rule } from './place.ts';

export const metadata = rule(
  {
    id: 'eksctl/metadata',
    severity: 'refused',
    why: 'The cluster needs a name, a region and a Kubernetes version that EKS has.',
    remedy: 'Write them under metadata.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  yield* clusterName(cluster);
  yield* region(cluster.at('metadata', 'region'));
  yield* version(cluster.at('metadata', 'version'));
  const timeout = cluster.at('metadata', 'rollbackConfig', 'timeoutMinutes');
  if (timeout.number !== undefined && (timeout.number < 120 || timeout.number > 10080)) {
    yield { at: timeout, message: 'EKS accepts no such rollback time', allowed: '120 to 10080' };
  }
}

function* clusterName(cluster: Place): Generator<Problem> {
  const at = cluster.at('metadata', 'name');
  const hasNodes = nodeGroupsOf(cluster).length > 0;
  const longest = hasNodes ? 63 : 100;
  if (!at.text) return;
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(at.text)) {
    yield {
      at,
      message: `${JSON.stringify(at.text)} can't name a cluster`,
      allowed: 'letters, digits and -, not first -',
    };
  } else if (at.text.length > longest || (hasNodes && at.text.endsWith('-'))) {
    yield {
      at,
      message: hasNodes
        ? "the cluster's name becomes a label of its nodes, and can't be one as it is"
        : "the cluster's name is too long",
      allowed: `at most ${longest} characters${hasNodes ? ', last a letter or digit' : ''}`,
    };
  }
}

function* region(at: Place): Generator<Problem> {
  // The regions of secret networks are in no public list.
  if (!at.text || regionNames.includes(at.text) || /^(us|eu)-iso[a-z]*-/.test(at.text)) return;
  const isLike = /^[a-z]{2}(-[a-z]+)+-\d$/.test(at.text);
  yield {
    at,
    message: isLike
      ? `is in no list of EKS's regions that this project knows (read ${regionsRead}): it may be newer`
      : `${JSON.stringify(at.text)} is not a region of AWS`,
    fix: didYouMean(at.text, regionNames),
    warning: isLike,
  };
}

function* version(at: Place): Generator<Problem> {
  if (!at.text || at.text === 'auto' || at.text === 'latest') return;
  if (knownKubernetes(at.text)) return;
  const unknown = unknownKubernetes(at.text);
  yield {
    at,
    message: unknown
      ? `Kubernetes ${at.text} ${unknown.message}`
      : `${JSON.stringify(at.text)} is not a minor version of Kubernetes`,
    allowed: unknown?.newer ? undefined : either(kubernetesVersions),
    fix: unknown ? undefined : didYouMean(at.text, kubernetesVersions),
    warning: unknown?.newer,
  };
}
