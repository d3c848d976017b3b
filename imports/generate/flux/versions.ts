import { KUSTOMIZE_CONTROLLER, SOURCE_CONTROLLER } from '../../../control-plane/versions.ts';

/** The kinds that dist/<cluster>/flux uses, and the module that defines each. */
export const FLUX_KINDS = [
  {
    kind: 'GitRepository',
    module: 'github.com/fluxcd/source-controller',
    release: `v${SOURCE_CONTROLLER}`,
    file: 'source.toolkit.fluxcd.io_gitrepositories.yaml',
  },
  {
    kind: 'OCIRepository',
    module: 'github.com/fluxcd/source-controller',
    release: `v${SOURCE_CONTROLLER}`,
    file: 'source.toolkit.fluxcd.io_ocirepositories.yaml',
  },
  {
    kind: 'Kustomization',
    module: 'github.com/fluxcd/kustomize-controller',
    release: `v${KUSTOMIZE_CONTROLLER}`,
    file: 'kustomize.toolkit.fluxcd.io_kustomizations.yaml',
  },
] as const;

/** The one version of each kind's API that is imported. */
export const FLUX_API_VERSION = 'v1';

/** Where both modules keep their definitions. */
export const DEFINITIONS = 'config/crd/bases';
