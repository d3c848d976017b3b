import type { ClusterConfig } from '../../config/schema.ts';

const BOUNDARY = 'node-config';

/** How a node of a fixed image finds its cluster, and its labels: EKS tells them only to nodes of the images that it chooses. */
export function nodeUserData({ name, nodes }: ClusterConfig): object {
  return {
    'Fn::Base64': {
      'Fn::Sub': `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="${BOUNDARY}"

--${BOUNDARY}
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: ${name}
    apiServerEndpoint: \${ClusterEndpoint}
    certificateAuthority: \${ClusterCertificate}
    cidr: \${ServiceRange}
${kubelet(nodes.labels)}
--${BOUNDARY}--
`,
    },
  };
}

function kubelet(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  if (pairs.length === 0) return '';
  return `  kubelet:
    flags:
      - --node-labels=${pairs.join(',')}
`;
}
