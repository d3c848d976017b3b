import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface InstanceType {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryMiB: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly enis: number;
  readonly addressesPerEni: number;
  readonly maxPods: number;
}

let table: Map<string, InstanceType> | undefined;

/** Every EC2 instance type, by name. */
export function instanceTypes(): ReadonlyMap<string, InstanceType> {
  table ??= new Map(readTable().map((type) => [type.name, type]));
  return table;
}

function readTable(): InstanceType[] {
  const lines = readFileSync(join(import.meta.dirname, 'instance-types.tsv'), 'utf8').split('\n');
  const rows = lines.filter((line) => line && !line.startsWith('#')).slice(1);
  return rows.map((row) => {
    const [name = '', vcpu, memory, architecture, enis, addresses, maxPods] = row.split('\t');
    return {
      name,
      vcpu: Number(vcpu),
      memoryMiB: Number(memory),
      architecture: architecture === 'arm64' ? 'arm64' : 'x86_64',
      enis: Number(enis),
      addressesPerEni: Number(addresses),
      maxPods: Number(maxPods),
    };
  });
}
