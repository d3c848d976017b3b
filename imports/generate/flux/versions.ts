import { kustomizeController, sourceController } from '../../../tables/control-planes.ts';

/** The kinds that dist/<cluster>/flux uses, and the module that defines each. */
export const FLUX_KINDS = [
  {
    kind: 'GitRepository',
    module: 'github.com/fluxcd/source-controller',
    release: `v${sourceController}`,
    file: 'source.toolkit.fluxcd.io_gitrepositories.yaml',
  },
  {
    kind: 'OCIRepository',
    module: 'github.com/fluxcd/source-controller',
    release: `v${sourceController}`,
    file: 'source.toolkit.fluxcd.io_ocirepositories.yaml',
  },
  {
    kind: 'Kustomization',
    module: 'github.com/fluxcd/kustomize-controller',
    release: `v${kustomizeController}`,
    file: 'kustomize.toolkit.fluxcd.io_kustomizations.yaml',
  },
] as const;

/** The one version of each kind's API that is imported. */
export const FLUX_API_VERSION = 'v1';

/** Where both modules keep their definitions. */
export const DEFINITIONS = 'config/crd/bases';
