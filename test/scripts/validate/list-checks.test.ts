import { expect, test } from '@jest/globals';
import { allChecks } from '../../../checks/index.ts';
import { rules } from '../../../checks/eksctl/index.ts';
import { checker } from '../../../scripts/validate/checker.ts';
import { listChecks, withChecks } from '../../../scripts/validate/list-checks.ts';
import { readFileSync } from 'node:fs';
import { projectFile } from '../../support/processes.ts';

const ids = checker.checks.map(({ id }) => id);

test('every check is listed once, in words', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const { about } of [...allChecks, ...rules]) expect(ids).toContain(about.id);
  for (const { why, remedy } of checker.checks) {
    expect(why).toMatch(/^\S.* .*[^.]\.$/);
    expect(remedy).toMatch(/^\S.* .*[^.]\.$/);
  }
  const listed = listChecks();
  for (const id of ids) expect(listed).toContain(`${id} (`);
});

test('the page of checks is fresh', () => {
  const page = readFileSync(projectFile('docs/checks.md'), 'utf8');
  expect(page).toContain('| `image-tags` |');
  expect(withChecks(page)).toBe(page);
});
