/** Where EKS writes a control plane's logs. */
export function controlPlaneLogGroup(cluster: string): string {
  return `/aws/eks/${cluster}/cluster`;
}

/** How the names of a cluster's log groups begin: the control plane's, and those of CloudWatch's own addon. */
export function logGroupPrefixes(cluster: string): string[] {
  return [`/aws/eks/${cluster}/`, `/aws/containerinsights/${cluster}/`];
}
