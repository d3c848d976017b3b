import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { writeKeys } from '../../config/edit/write-keys.ts';
import { allow } from '../../scripts/access/allow.ts';
import { fc } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { lineEnds, writtenLists, writtenTemplates } from './file-styles.ts';
import { settings, TIMEOUT } from './runs.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const file = join(temporaryFolder(), 'c.yaml');

/** What comes of a file's text; the edit must leave its byte order mark and its line ends alone. */
function edited(text: string, isMarked: boolean, ending: string, edit: () => void): string {
  const written = (isMarked ? BYTE_ORDER_MARK : '') + text.replaceAll('\n', ending);
  writeFileSync(file, written);
  edit();
  const after = readFileSync(file, 'utf8');
  expect(after.startsWith(BYTE_ORDER_MARK)).toBe(isMarked);
  const plain = isMarked ? after.slice(1) : after;
  if (ending === '\r\n') expect(plain.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return plain.replaceAll(ending, '\n');
}

test(
  'ranges come and go, and not one other byte of the file changes',
  () => {
    const wanted = fc.uniqueArray(fc.constantFrom('8.8.8.8/32', '9.9.9.9/32', '1.1.1.0/24'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        writtenLists,
        wanted,
        fc.boolean(),
        fc.boolean(),
        lineEnds,
        (written, ranges, replace, isMarked, ending) => {
          const { head, list, tail, items, comments } = written;
          let removed: readonly string[] = [];
          let added: readonly string[] = [];
          const after = edited(head + list + tail, isMarked, ending, () => {
            ({ removed, added } = allow(file, ranges, { replace }));
          });
          expect(after.startsWith(head)).toBe(true);
          expect(after.endsWith(tail)).toBe(true);
          const middle = after.slice(head.length, -tail.length);
          const isKept = ({ value }: { value: string }) => !removed.includes(value);

          const left = comments.filter(
            ({ behind }) => behind.length === 0 || behind.some((i) => isKept(items[i] as never)),
          );
          expect(middle.match(/#.*$/gm) ?? []).toEqual(left.map(({ text }) => text));
          const raw = middle.replace(/#.*$/gm, '').match(/[^\s,[\]-]+/g);
          expect(raw).toEqual([...items.filter(isKept).map((item) => item.raw), ...added]);

          // A line of which nothing goes is the very same, but for a comma before what comes.
          const lines = new Set(
            middle.split('\n').map((line) => line.replace(/,(?=\s*(#|$))/, '')),
          );
          for (const line of list.split('\n')) {
            if (
              items.every((item) => isKept(item) || !line.includes(item.value)) &&
              added.length === 0
            )
              expect(lines).toContain(line.replace(/,(?=\s*(#|$))/, ''));
          }
          if (removed.length + added.length === 0) expect(middle).toBe(list);
        },
      ),
      settings(0.2),
    );
  },
  TIMEOUT,
);

test(
  "a launch template's id and version are written, and not one other byte changes",
  () => {
    const start = 'name: c\nowner: dev # me\n\naccess: { from: [ 8.8.8.8/32 ] }\n';
    fc.assert(
      fc.property(writtenTemplates, fc.boolean(), lineEnds, (template, isMarked, ending) => {
        const before = `${start}${template}\n# end\n`;
        let text = before;
        for (const [key, value] of [
          ['id', 'lt-0123456789abcdef0'],
          ['version', 12],
        ] as const) {
          const after = edited(text, isMarked, ending, () => {
            writeKeys(file, [[['nodes', 'launchTemplate', key], value]]);
          });
          expect({ text, after, isOne: isOneEdit(text, after, key, value) }).toMatchObject({
            isOne: true,
          });
          text = after;
        }
        const { nodes } = parse(text) as { nodes: { launchTemplate: object } };
        expect(nodes.launchTemplate).toEqual({
          own: true,
          id: 'lt-0123456789abcdef0',
          version: 12,
        });
      }),
      settings(0.2),
    );
  },
  TIMEOUT,
);

/** Whether a value came in one place, for an older one or for none, and all else is the same. */
function isOneEdit(before: string, after: string, key: string, value: string | number): boolean {
  const pair = `${key}: ${value}`;
  const all = [value, ` ${value}`, `: ${value}`, `, ${pair}`, `${pair}\n    `];
  return all.map(String).some((come) =>
    [...after.matchAll(new RegExp(come, 'g'))].some(({ index }) => {
      const rest = after.length - index - come.length;
      const gone = before.slice(index, before.length - rest);
      const isSame = before.slice(0, index) + come + before.slice(before.length - rest) === after;
      return isSame && /^(null|~|7|["']?lt-1+["']?|)$/.test(gone);
    }),
  );
}
