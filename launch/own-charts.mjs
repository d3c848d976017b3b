import { join } from 'node:path';
import { LIST } from './own-list.cjs';

const IMPORTED = 'eks-sock-shop/charts';
const shared = /^(cdk8s|cdk8s-plus-\d+|constructs)$/;

/** esbuild's plugins that take a list of charts in place of ours. */
export function ownCharts(root, list) {
  if (list === undefined) return [];
  const setup = ({ onResolve, resolve }) => {
    onResolve({ filter: /\/own\.ts$/ }, ({ path, resolveDir }) =>
      join(resolveDir, path) === join(root, LIST) ? { path: list } : undefined,
    );
    onResolve({ filter: new RegExp(`^${IMPORTED}$`) }, () => ({
      path: join(root, 'charts/file.ts'),
    }));
    // Of two copies of cdk8s, neither knows what the other one made.
    onResolve({ filter: shared }, ({ path, kind, resolveDir, pluginData }) =>
      pluginData === IMPORTED || resolveDir.startsWith(root)
        ? undefined
        : resolve(path, { kind, resolveDir: root, pluginData: IMPORTED }),
    );
  };
  return [{ name: 'own-charts', setup }];
}
