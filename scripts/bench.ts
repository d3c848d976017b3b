import { capacity } from '../checks/capacity/capacity.ts';
import type { Subject } from '../checks/check.ts';
import { findings } from '../checks/run.ts';
import { loadClusters } from '../config/load.ts';
import type { KubeObject, OutputFile } from '../output/manifest.ts';
import { synthesize } from '../synthesize.ts';
import { parseArguments } from './shared/arguments.ts';
import { columns } from './shared/columns.ts';
import { run } from './shared/run.ts';

const COPIES = [1, 5, 25, 100];
const ROUNDS = 5;

run(() => {
  const parsed = parseArguments({
    name: 'bench',
    summary: 'How long all checks together take, from one shop to a hundred in one cluster.',
    flags: {},
  });
  if (!parsed) return 0;
  const [loaded] = loadClusters('clusters');
  if (!loaded) return 0;
  const rows = COPIES.map((copies) => {
    const objects = shops(synthesize(loaded.config), copies).files.flatMap((file) => file.objects);
    const times = Array.from({ length: ROUNDS }, () =>
      time(shops(synthesize(loaded.config), copies)),
    );
    const [first = 0] = times;
    const median = [...times].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    const each = `${((1000 * median) / objects.length).toFixed(0)} µs`;
    return [String(objects.length), `${first.toFixed(1)} ms`, `${median.toFixed(1)} ms`, each];
  });
  console.log(columns([['objects', 'first run', 'median of 5', 'an object'], ...rows]).join('\n'));
  return 0;
});

function time(subject: Subject): number {
  const start = performance.now();
  const found = findings(subject).filter(({ check }) => check !== capacity.name);
  const taken = performance.now() - start;
  if (found.length > 0) throw new Error(`the copies are not right: ${found[0]?.message}`);
  return taken;
}

// The same cluster with many shops, each in a namespace of its own; what there is once stays so.
function shops(subject: Subject, copies: number): Subject {
  const files = subject.files.flatMap((file): OutputFile[] => {
    if (!file.path.startsWith('apps/1-')) return [file];
    return Array.from({ length: copies }, (_, copy) => ({
      ...file,
      path: copy === 0 ? file.path : file.path.replace('sock-shop', `sock-shop-${copy}`),
      objects: file.objects.map((object) => (copy === 0 ? object : inNamespace(object, copy))),
    }));
  });
  return { ...subject, files };
}

function inNamespace(object: KubeObject, copy: number): KubeObject {
  const text = JSON.stringify(object).replaceAll(
    '"namespace":"sock-shop"',
    `"namespace":"sock-shop-${copy}"`,
  );
  const renamed = JSON.parse(text) as KubeObject;
  if (renamed.kind !== 'Namespace') return renamed;
  return { ...renamed, metadata: { ...renamed.metadata, name: `sock-shop-${copy}` } };
}
