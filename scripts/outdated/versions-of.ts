import { parse } from 'yaml';
import { fields, list, text } from '../../checks/values.ts';
import { placeOf } from '../preflight/registry/reference.ts';
import { Registry } from '../preflight/registry/registry.ts';
import type { Row } from './rows.ts';

const LONGEST_MS = 15_000;
const GO_PROXY = 'https://proxy.golang.org';

/** Asks where a row's releases are told for all of them; one registry is asked through one client. */
export function versionsAsker(): (row: Row) => Promise<string[]> {
  const registries = new Map<string, Registry>();
  return ({ kind, source }) => {
    switch (kind) {
      case 'go':
        return goVersions(source);
      case 'helm':
        return chartVersions(source);
      case 'image': {
        const { registry, url, repository } = placeOf(source);
        const known = registries.get(url) ?? new Registry(registry, url, () => undefined);
        registries.set(url, known);
        return known.tags(repository);
      }
    }
  };
}

async function goVersions(module: string): Promise<string[]> {
  return (await read(`${GO_PROXY}/${module}/@v/list`)).split('\n').filter(Boolean);
}

async function chartVersions(source: string): Promise<string[]> {
  const cut = source.lastIndexOf('/');
  const index: unknown = parse(await read(`${source.slice(0, cut)}/index.yaml`));
  const charts = fields(fields(index).entries)[source.slice(cut + 1)];
  return list(charts).flatMap((chart) => text(fields(chart).version) ?? []);
}

async function read(url: string): Promise<string> {
  const { host } = new URL(url);
  const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST_MS) }).catch(() => {
    throw new Error(`${host} cannot be reached`);
  });
  if (!response.ok) throw new Error(`${host} answers ${response.status}`);
  return response.text();
}
