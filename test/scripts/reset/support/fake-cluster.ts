import type { Kubectl } from '../../../../aws/kubectl.ts';
import { at, list, text } from '../../../../checks/values.ts';
import { identityOf, type KubeObject } from '../../../../output/manifest.ts';
import type { Synthesized } from '../../../../synth/synthesize.ts';

/** What a Kubernetes API would have, and kubectl for it: as much of both as a reset asks for. */
export class FakeCluster {
  readonly calls: string[] = [];
  readonly objects = new Map<string, KubeObject>();

  constructor(
    private readonly output: Synthesized,
    private readonly ready = 3,
  ) {}

  put(...objects: readonly KubeObject[]): void {
    for (const object of objects) this.objects.set(identityOf(object), object);
  }

  /** Applies files as their user does, named as in dist/<cluster>/. */
  apply(...paths: readonly string[]): void {
    for (const path of paths) this.put(...this.file(path));
  }

  names(): string[] {
    return [...this.objects.keys()].sort();
  }

  readonly kubectl: Kubectl = {
    capture: async (args, input) => ({ code: 0, stdout: this.answer(args, input), stderr: '' }),
    show: async (args) => void this.answer(args),
    text: async (args, input) => this.answer(args, input),
    json: async <T>(args: readonly string[]) => JSON.parse(this.answer(args)) as T,
    refusal: async () => undefined,
  };

  private answer(args: readonly string[], input?: string): string {
    const line = args.join(' ');
    this.calls.push(line);
    if (line.startsWith('api-resources')) return 'configmaps\nevents\ndeployments.apps\n';
    if (line === 'get nodes') return asList(Array.from({ length: this.ready }, readyNode));
    if (line.startsWith('get -f -')) return this.found(input);
    const [, namespace] = /^get \S+ -n (\S+)/.exec(line) ?? [];
    if (namespace) return asList(this.within(namespace));
    const [, path] = /^apply -f dist\/[\w-]+\/(\S+)$/.exec(line) ?? [];
    if (path) this.apply(path);
    if (line === 'apply -f -') this.put(JSON.parse(input ?? '') as KubeObject);
    if (args.includes('delete')) this.delete(args);
    return '';
  }

  private found(input = ''): string {
    const asked = list(at(JSON.parse(input), 'items')) as KubeObject[];
    return asList(asked.flatMap((object) => this.objects.get(identityOf(object)) ?? []));
  }

  private within(namespace: string): KubeObject[] {
    return [...this.objects.values()].filter(({ metadata }) => metadata.namespace === namespace);
  }

  private delete(args: readonly string[]): void {
    const namespace = args[0] === '-n' ? args[1] : undefined;
    for (const arg of args) {
      const [kind = '', name] = arg.split('/');
      const found = [...this.objects.values()].find(
        (one) =>
          one.kind.toLowerCase() === kind.split('.')[0] &&
          one.metadata.name === name &&
          one.metadata.namespace === namespace,
      );
      if (found) this.objects.delete(identityOf(found));
    }
    if (args[0] !== 'delete' || args[1] !== 'namespace') return;
    const gone = text(args[2]) ?? '';
    for (const object of this.within(gone)) this.objects.delete(identityOf(object));
    this.objects.delete(`Namespace ${gone}`);
  }

  private file(path: string): readonly KubeObject[] {
    const found = this.output.files.find((file) => file.path === path);
    if (!found) throw new Error(`there is no file ${path}`);
    return found.objects;
  }
}

function readyNode(): KubeObject {
  const status = { conditions: [{ type: 'Ready', status: 'True' }] };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node' }, status };
}

function asList(items: readonly KubeObject[]): string {
  return items.length === 0 ? '' : JSON.stringify({ items });
}
