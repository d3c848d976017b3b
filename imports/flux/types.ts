// Generated from Flux's custom resource definitions by `npm run import -- flux`; edits here get lost.
// Their descriptions are left out: see https://fluxcd.io/flux/components.

export interface GitRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'GitRepository';
  metadata: {
    name: string;
    namespace: string;
    labels?: {
      [k: string]: string;
    };
    annotations?: {
      [k: string]: string;
    };
  };
  spec: {
    ignore?: string;
    include?: {
      fromPath?: string;
      repository: {
        name: string;
      };
      toPath?: string;
    }[];
    interval: string;
    provider?: 'generic' | 'aws' | 'azure' | 'github';
    proxySecretRef?: {
      name: string;
    };
    recurseSubmodules?: boolean;
    ref?: {
      branch?: string;
      commit?: string;
      name?: string;
      semver?: string;
      tag?: string;
    };
    secretRef?: {
      name: string;
    };
    serviceAccountName?: string;
    sparseCheckout?: string[];
    suspend?: boolean;
    timeout?: string;
    url: string;
    verify?: {
      mode?: 'head' | 'HEAD' | 'Tag' | 'TagAndHEAD';
      secretRef: {
        name: string;
      };
    };
  };
}

export interface OCIRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'OCIRepository';
  metadata: {
    name: string;
    namespace: string;
    labels?: {
      [k: string]: string;
    };
    annotations?: {
      [k: string]: string;
    };
  };
  spec: {
    certSecretRef?: {
      name: string;
    };
    ignore?: string;
    insecure?: boolean;
    interval: string;
    layerSelector?: {
      mediaType?: string;
      operation?: 'extract' | 'copy';
    };
    provider?: 'generic' | 'aws' | 'azure' | 'gcp';
    proxySecretRef?: {
      name: string;
    };
    ref?: {
      digest?: string;
      semver?: string;
      semverFilter?: string;
      tag?: string;
    };
    secretRef?: {
      name: string;
    };
    serviceAccountName?: string;
    suspend?: boolean;
    timeout?: string;
    url: string;
    verify?: {
      matchOIDCIdentity?: {
        issuer: string;
        subject: string;
      }[];
      provider: 'cosign' | 'notation';
      secretRef?: {
        name: string;
      };
      trustedRootSecretRef?: {
        name: string;
      };
    };
  };
}

export interface Kustomization {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  kind: 'Kustomization';
  metadata: {
    name: string;
    namespace: string;
    labels?: {
      [k: string]: string;
    };
    annotations?: {
      [k: string]: string;
    };
  };
  spec: {
    buildMetadata?: ('originAnnotations' | 'transformerAnnotations')[];
    commonMetadata?: {
      annotations?: {
        [k: string]: string;
      };
      labels?: {
        [k: string]: string;
      };
    };
    components?: string[];
    decryption?: {
      provider: 'sops';
      secretRef?: {
        name: string;
      };
      serviceAccountName?: string;
    };
    deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
    dependsOn?: {
      name: string;
      namespace?: string;
      readyExpr?: string;
    }[];
    force?: boolean;
    healthCheckExprs?: {
      apiVersion: string;
      current: string;
      failed?: string;
      inProgress?: string;
      kind?: string;
    }[];
    healthChecks?: {
      apiVersion?: string;
      kind: string;
      name: string;
      namespace?: string;
    }[];
    ignore?: {
      paths: string[];
      target?: {
        annotationSelector?: string;
        group?: string;
        kind?: string;
        labelSelector?: string;
        name?: string;
        namespace?: string;
        version?: string;
      };
    }[];
    ignoreMissingComponents?: boolean;
    images?: {
      digest?: string;
      name: string;
      newName?: string;
      newTag?: string;
    }[];
    interval: string;
    kubeConfig?: {
      configMapRef?: {
        name: string;
      };
      secretRef?: {
        key?: string;
        name: string;
      };
    };
    namePrefix?: string;
    nameSuffix?: string;
    patches?: {
      patch: string;
      target?: {
        annotationSelector?: string;
        group?: string;
        kind?: string;
        labelSelector?: string;
        name?: string;
        namespace?: string;
        version?: string;
      };
    }[];
    path?: string;
    postBuild?: {
      substitute?: {
        [k: string]: string;
      };
      substituteFrom?: {
        kind: 'Secret' | 'ConfigMap';
        name: string;
        optional?: boolean;
      }[];
      substituteStrategy?: 'WithVariables' | 'Always';
    };
    prune: boolean;
    retryInterval?: string;
    serviceAccountName?: string;
    sourceRef: {
      apiVersion?: string;
      kind: 'OCIRepository' | 'GitRepository' | 'Bucket' | 'ExternalArtifact';
      name: string;
      namespace?: string;
    };
    suspend?: boolean;
    targetNamespace?: string;
    timeout?: string;
    wait?: boolean;
  };
}
