const BOUNDARY = 'node-config';

/** How a node of a fixed image finds its cluster: EKS tells it only to nodes of the images that it chooses. */
export function nodeUserData(cluster: string): object {
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
    name: ${cluster}
    apiServerEndpoint: \${ClusterEndpoint}
    certificateAuthority: \${ClusterCertificate}
    cidr: \${ServiceRange}

--${BOUNDARY}--
`,
    },
  };
}
