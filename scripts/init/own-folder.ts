import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { commandGroups } from '../shared/commands.ts';
import { PROGRAM } from '../../terminal/program.ts';

const PACKAGE = 'package.json';
const project = join(import.meta.dirname, '../..');

/** Whether the project runs as a package, for the folder of somebody who has only cluster files. */
export const isPackage = project.split(sep).includes('node_modules');

/** Where the cluster files' schema lies, seen from the current folder. */
export const clusterSchema = join(
  isPackage ? `node_modules/${PROGRAM}` : '',
  'config/cluster.schema.json',
);

const files: Readonly<Record<string, string>> = {
  'README.md': 'README.md',
  '.gitattributes': 'gitattributes',
  '.gitignore': 'gitignore',
  '.vscode/settings.json': 'settings.json',
  '.github/workflows/clusters.yml': 'clusters.yml',
};

/** Gives the current folder what it lacks to work with the program; no file that is there is changed. */
export function setUpFolder(): string[] {
  return [
    ...Object.entries(files).map(([path, template]) =>
      unlessThere(path, () => readFileSync(join(import.meta.dirname, 'folder', template), 'utf8')),
    ),
    setUpPackage(),
  ];
}

function unlessThere(path: string, text: () => string): string {
  if (existsSync(path)) return `${path}: is there already, and was left as it is`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text());
  return `${path}: written`;
}

function setUpPackage(): string {
  if (!existsSync(PACKAGE)) {
    const devDependencies = { [PROGRAM]: `^${ownVersion()}` };
    return unlessThere(PACKAGE, () =>
      json({ private: true, type: 'module', scripts: scripts(), devDependencies }),
    );
  }
  const given = readPackage(PACKAGE);
  // npm writes one that has nothing but the program when the program is installed first.
  const isBare = given?.scripts === undefined && hasProgram(given);
  if (!isBare) {
    return `${PACKAGE}: is there already, and was left as it is; the commands are npx ${PROGRAM} COMMAND`;
  }
  writeFileSync(PACKAGE, json({ ...given, scripts: scripts() }));
  return `${PACKAGE}: has the commands as npm scripts now`;
}

interface Package {
  readonly version?: string;
  readonly scripts?: object;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

function readPackage(path: string): Package | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Package;
  } catch {
    return undefined;
  }
}

function hasProgram({ dependencies, devDependencies }: Package = {}): boolean {
  return PROGRAM in { ...dependencies, ...devDependencies };
}

function ownVersion(): string {
  return readPackage(join(project, PACKAGE))?.version ?? '0';
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function scripts(): Record<string, string> {
  const names = Object.values(commandGroups).flatMap(Object.keys);
  return Object.fromEntries(names.filter(isInPackage).map((name) => [name, `${PROGRAM} ${name}`]));
}

function isInPackage(name: string): boolean {
  return name === 'control-plane:build' || existsSync(join(project, 'scripts', `${name}.ts`));
}
