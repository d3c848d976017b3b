import { describe, expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { validate } from '../../../scripts/validate/validate.ts';
import { treeOf } from '../../support/trees.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

const folder = 'dist/c';
const files = [...treeOf()].filter(([path]) => path.endsWith('.yaml'));

describe('a part of a cluster that has nothing wrong with it', () => {
  test.each(['apps', 'platform', 'jenkins', 'exercises'])(
    '%s alone only lacks what the others hold',
    (part) => {
      const inputs = files
        .filter(([path]) => path.startsWith(`${part}/`))
        .map(([path, text]) => ({
          file: `${folder}/${path}`,
          text,
          named: false,
          whole: { folder, minor: defaultKubernetes },
        }));
      const { findings, minors } = validate(inputs, checker);
      expect(findings.filter(({ finding }) => !finding.absent)).toEqual([]);
      expect(minors).toEqual([defaultKubernetes]);
    },
  );
});
