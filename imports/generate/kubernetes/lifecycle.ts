import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What Kubernetes' own Go code says of one kind of one API version; minors of 1.x. */
export interface Lifecycle {
  deprecatedIn?: number;
  removedIn?: number;
  replacement?: string;
}

/** The lifecycle of every kind that a module registers, by `apiVersion kind`. */
export function readLifecycles(moduleDir: string): Map<string, Lifecycle> {
  const lifecycles = new Map<string, Lifecycle>();
  for (const dir of versionDirs(moduleDir)) {
    const register = readIfThere(join(dir, 'register.go'));
    const group = /GroupName\s*=\s*"([^"]*)"/.exec(register)?.[1];
    const version = /Version:\s*"([^"]+)"/.exec(register)?.[1];
    if (group === undefined || version === undefined) continue;
    const lifecycle = readIfThere(join(dir, 'zz_generated.prerelease-lifecycle.go'));
    for (const kind of registeredKinds(register)) {
      lifecycles.set(keyOf(group, version, kind), lifecycleOf(kind, lifecycle));
    }
  }
  return lifecycles;
}

/** Folders of one group and version: `apps/v1`, also below `pkg/apis`. */
function versionDirs(moduleDir: string): string[] {
  const root = existsSync(join(moduleDir, 'pkg/apis')) ? join(moduleDir, 'pkg/apis') : moduleDir;
  return subfolders(root).flatMap((group) =>
    subfolders(group).filter((version) => /[/\\]v\d\w*$/.test(version)),
  );
}

const subfolders = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(dir, entry.name));

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const registeredKinds = (register: string): string[] =>
  [...register.matchAll(/&(\w+)\{\}/g)]
    .map((match) => match[1] ?? '')
    .filter((kind) => !/(List|Options)$/.test(kind));

function lifecycleOf(kind: string, source: string): Lifecycle {
  const bodyOf = (method: string): string =>
    new RegExp(`\\(in \\*${kind}\\) APILifecycle${method}\\(\\)[^{]*\\{\\s*([^\\n]*)`).exec(
      source,
    )?.[1] ?? '';
  const minorIn = (method: string): number | undefined => {
    const minor = /^return 1, (\d+)/.exec(bodyOf(method))?.[1];
    return minor === undefined ? undefined : Number(minor);
  };
  const [, group, version, newKind] =
    /Group: "([^"]*)", Version: "([^"]+)", Kind: "([^"]+)"/.exec(bodyOf('Replacement')) ?? [];
  return {
    deprecatedIn: minorIn('Deprecated'),
    removedIn: minorIn('Removed'),
    replacement: version && newKind ? keyOf(group ?? '', version, newKind) : undefined,
  };
}

const keyOf = (group: string, version: string, kind: string): string =>
  `${group === '' ? '' : `${group}/`}${version} ${kind}`;
