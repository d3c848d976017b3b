/**
 * The ranges that EKS takes for Services when it is told none: the first, or the second where the VPC is in 10.0.0.0/8
 * (EKS user guide, create-cluster; the nodes' bootstrap.sh in awslabs/amazon-eks-ami).
 */
export const serviceRanges = ['10.100.0.0/16', '172.20.0.0/16'] as const;

/** The API server as pods call it: the Service `kubernetes` has the first address of the range. */
export function apiServerAddress(range: string): string {
  return `${addressIn(range, 1)}/32`;
}

/** The cluster's DNS as pods ask it: EKS gives the Service `kube-dns` the tenth address of the range. */
export function dnsAddress(range: string): string {
  return addressIn(range, 10);
}

function addressIn(range: string, place: number): string {
  const [network = ''] = range.split('/');
  return network.replace(/\d+$/, (last) => String(Number(last) + place));
}
