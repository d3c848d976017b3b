/** The programs that `npm run bench` measures ours against, by their Go modules: `npm run bench -- --install`. */
export const contenders = {
  helm: { module: 'helm.sh/helm/v3/cmd/helm', version: 'v3.21.4' },
  kustomize: { module: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.1' },
} as const;
