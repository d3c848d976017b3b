/** The programs that `npm run bench` measures ours against, by their Go modules: `npm run bench -- --install`. */
export const contenders = {
  helm: { module: 'helm.sh/helm/v3/cmd/helm', version: 'v3.22.0' },
  // From 5.8.3 on it takes Go 1.27.
  kustomize: { module: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.2' },
} as const;
