import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { kubeconfigFiles, refuseOdd } from '../../../aws/kubeconfig/files.ts';
import { oddPlaces } from '../../support/odd-places.ts';
import { temporaryFolder } from '../../support/temporary.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

test('they are those of KUBECONFIG, or the one in the home folder', () => {
  expect(kubeconfigFiles({ KUBECONFIG: '/a::/b:/a' })).toEqual(['/a', '/b']);
  expect(kubeconfigFiles({ KUBECONFIG: '' })[0]).toMatch(/\.kube\/config$/);
});

test('a file, a link to one, and none yet are as kubectl wants them', () => {
  const [file = '', link = '', loose = '', none = ''] = ['a', 'b', 'c', 'd/e'].map((name) =>
    join(folder, name),
  );
  writeFileSync(file, '');
  symlinkSync('a', link);
  symlinkSync('nowhere', loose);
  expect(() => refuseOdd([file, link, loose, none])).not.toThrow();
});

test.each(Object.entries(oddPlaces))('%s is told, wherever it stands among them', (_, odd) => {
  const [good = '', place = '', other = ''] = ['good', 'odd', 'other'].map((name) =>
    join(folder, name),
  );
  writeFileSync(good, '');
  mkdirSync(other);
  odd.make(place);
  const { mode, ino } = lstatSync(place);
  const said = refusal(good, place, other);
  expect(said).toContain(`${place}\n`);
  expect(said).toContain(odd.is);
  expect(said).toContain(`${other}\n    is a folder`);
  expect(said).toContain('name a file: KUBECONFIG=~/.kube/eks npm run kubeconfig');
  expect(lstatSync(place)).toMatchObject({ mode, ino });
});

test("a file of the kernel's, which may never end, is told", () => {
  const link = join(folder, 'config');
  symlinkSync('/proc/self/environ', link);
  expect(refusal(link)).toContain('holds more than its size says');
  expect(readdirSync(folder)).toEqual(['config']);
});

test('a name that is too long is told', () => {
  expect(refusal(join(folder, 'x'.repeat(300)))).toContain('its name is too long');
});

function refusal(...files: string[]): string {
  try {
    refuseOdd(files);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
