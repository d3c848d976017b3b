import { expect, jest, test } from '@jest/globals';
import { announce } from '../../../scripts/validate/announce.ts';

test('says that much is being checked, and of little nothing', () => {
  const said = jest.spyOn(console, 'error').mockClear().mockReturnValue();
  announce([{ file: 'a.yaml', text: 'kind: Pod\n' }]);
  expect(said).not.toHaveBeenCalled();
  announce([{ file: 'a.yaml', text: ' '.repeat(1_200_000) }]);
  expect(said.mock.calls).toEqual([['checking 1.2 MB …']]);
});
