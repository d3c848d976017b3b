import { describe, expect, test } from '@jest/globals';
import { joined, markup } from '../../../scripts/report/html/html.ts';
import { table } from '../../../scripts/report/html/table.ts';

describe('markup', () => {
  test('escapes whatever is put into it', () => {
    const { text } = markup`<p title="${`"'`}">${'<script>&'}</p>`;
    expect(text).toBe('<p title="&quot;&#39;">&lt;script&gt;&amp;</p>');
  });

  test('takes markup as it is, and lists one after the other', () => {
    expect(markup`<ul>${['a', '<'].map((item) => markup`<li>${item}</li>`)}</ul>`.text).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>',
    );
  });

  test('leaves nothing for undefined and false, but writes 0', () => {
    expect(markup`${undefined}${false}${0}`.text).toBe('0');
  });

  test('joins with markup between', () => {
    expect(joined(['a', '<'], markup`<wbr>`).text).toBe('a<wbr>&lt;');
  });
});

test('a table names its rows and columns to screen readers, on a narrow page too', () => {
  const { text } = table({
    id: 'x',
    caption: 'Figures',
    columns: [{ name: 'What' }, { name: 'How many', number: true }],
    rows: [{ cells: ['<a>', 1] }],
  });
  expect(text).toContain('<caption>Figures</caption>');
  expect(text).toContain('<th role="columnheader" scope="col" class="number">How many</th>');
  expect(text).toContain('<th role="rowheader" scope="row" data-column="What">&lt;a&gt;</th>');
  expect(text).toContain('<td role="cell" class="number" data-column="How many">1</td>');
});
