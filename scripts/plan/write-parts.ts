import { dirname } from 'node:path';
import type { Step, StepFile } from '../diff/step.ts';
import { makeFolder } from '../../output/make-folder.ts';
import { textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';

const MADE_BY = '# Made by `eks-sock-shop plan`: a part of the ClusterConfig, for one command.\n';
const LONGEST = 1024 * 1024;

/** Writes the files that a plan's commands read, over earlier ones of ours alone; says which. */
export function writeParts(steps: readonly Step[]): string[] {
  const files = steps.flatMap(({ file }) => file ?? []);
  const problems = files.flatMap(inTheWay);
  if (problems.length > 0) throw new ProblemsError(problems);
  for (const { path, text } of files) {
    makeFolder(dirname(path));
    replaceFile(path, MADE_BY + text);
  }
  return files.map(({ path }) => path);
}

function inTheWay({ path }: StepFile): Problem[] {
  const there = textIfAny(path, LONGEST);
  if (there === undefined || there.startsWith(MADE_BY)) return [];
  const message = 'is there already, and not of an earlier plan';
  return [{ place: { file: path }, message, fix: 'name another folder: --out DIR' }];
}
