/** A cluster as the played EKS wishes it, each time as a whole. */
export interface WishedCluster {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** 1.36 */
  readonly version: string;
  /** Who made it. */
  readonly createdBy: string;
  readonly publicAccess: boolean;
  readonly publicAccessCidrs: readonly string[];
  readonly accessEntries: readonly WishedEntry[];
  readonly addons: readonly { readonly name: string; readonly version: string }[];
  readonly nodegroups: readonly WishedNodeGroup[];
}

export interface WishedEntry {
  readonly principalArn: string;
  readonly username?: string;
  readonly groups: readonly string[];
  readonly type: string;
  readonly policies: readonly WishedPolicy[];
}

export interface WishedPolicy {
  readonly arn: string;
  readonly scope: {
    readonly type: 'cluster' | 'namespace';
    readonly namespaces: readonly string[];
  };
}

export interface WishedNodeGroup {
  readonly name: string;
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  /** EKS's own words of effects: NO_SCHEDULE. */
  readonly taints: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  }[];
  readonly instanceTypes: readonly string[];
  readonly amiType?: string;
  readonly capacityType: string;
  readonly diskSize?: number;
  readonly autoScalingGroup?: string;
}

/** How a cluster is, as the played EKS tells it. */
export interface ClusterState {
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'FAILED';
  readonly reason?: string;
  readonly endpoint: string;
  /** In base64. */
  readonly certificateAuthority: string;
  readonly issuer: string;
  readonly version: string;
}
