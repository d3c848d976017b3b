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

/** The day on which the lists of instance types were read. */
export const instanceTypesRead = '2026-11-29';

const text = readFileSync(join(import.meta.dirname, 'instance-types.tsv'), 'utf8');

/** An EC2 instance type, if there is one of this name: most runs ask for one, and read no other. */
export function findInstanceType(name: string): InstanceType | undefined {
  if (!found.has(name)) found.set(name, search(name));
  return found.get(name);
}

const found = new Map<string, InstanceType | undefined>();

function search(name: string): InstanceType | undefined {
  const start = text.indexOf(`\n${name}\t`) + 1;
  if (start === 0) return undefined;
  const type = readRow(text.slice(start, text.indexOf('\n', start)));
  return type.name === name && type.vcpu > 0 ? type : undefined;
}

let table: Map<string, InstanceType> | undefined;

/** Every EC2 instance type, by name. */
export function instanceTypes(): ReadonlyMap<string, InstanceType> {
  table ??= new Map(readTable().map((type) => [type.name, type]));
  return table;
}

function readTable(): InstanceType[] {
  const rows = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return rows.slice(1).map(readRow);
}

function readRow(row: string): InstanceType {
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
}
