import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from './processes.ts';
import { temporaryFolder } from './temporary.ts';

const left = ['node_modules', 'dist', 'test', 'docs', 'clusters', 'coverage', 'reports'];

/** A copy of the project's own code, without clusters, which a test may change and which keeps its own caches. */
export function ownProject(): string {
  const project = temporaryFolder();
  for (const name of readdirSync(projectFile('.'))) {
    if (left.includes(name) || name.startsWith('.')) continue;
    cpSync(projectFile(name), join(project, name), {
      recursive: true,
      filter: (source) => !source.endsWith('/node_modules'),
    });
  }
  mkdirSync(join(project, 'clusters'));
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(projectFile('node_modules'))) {
    if (name.startsWith('.')) continue;
    symlinkSync(projectFile(`node_modules/${name}`), join(project, 'node_modules', name));
  }
  return project;
}
