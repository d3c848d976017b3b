import { type Content, type Html, markup } from './html.ts';

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
}

export interface Row {
  /** The first is the row's own heading. */
  readonly cells: readonly Content[];
  /** A row that the others lead to. */
  readonly total?: boolean;
}

interface Table {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

// The roles are said aloud because a table that CSS shows as blocks is none to some screen readers.
/** A table with a caption, column headings and row headings; a narrow page shows a row as a block of lines. */
export function table({ id, caption, columns, rows }: Table): Html {
  return markup`<table id="${id}" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(heading)}</tr></thead>
<tbody role="rowgroup">${rows.map((one) => row(one, columns))}</tbody>
</table>`;
}

function heading({ name, number }: Column): Html {
  return markup`<th role="columnheader" scope="col"${number && markup` class="number"`}>${name}</th>`;
}

function row({ cells, total }: Row, columns: readonly Column[]): Html {
  return markup`
<tr role="row"${total && markup` class="total"`}>${cells.map((cell, index) => one(cell, index, columns[index]))}</tr>`;
}

function one(cell: Content, index: number, column: Column | undefined): Html {
  const attributes = markup`${column?.number && markup` class="number"`}${column?.name !== '' && markup` data-column="${column?.name}"`}`;
  return index === 0
    ? markup`<th role="rowheader" scope="row"${attributes}>${cell}</th>`
    : markup`<td role="cell"${attributes}>${cell}</td>`;
}
