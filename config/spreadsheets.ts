/** What a file is that a spreadsheet program wrote in its own format, and how its text comes out of it. */
export interface Spreadsheet {
  readonly is: string;
  readonly fix: string;
}

/** How Excel saves the text that class lists are read as. */
export const EXCEL_SAVES = 'in Excel: File › Save As › "CSV UTF-8 (Comma delimited)"';

const excel = { is: 'an Excel workbook', fix: EXCEL_SAVES };
const oldExcel = { is: 'an old Excel workbook (.xls)', fix: EXCEL_SAVES };
const numbers = {
  is: 'a Numbers document',
  fix: 'in Numbers: File › Export To › CSV, with the text encoding Unicode (UTF-8)',
};
const libreOffice = {
  is: 'a LibreOffice spreadsheet',
  fix: 'in LibreOffice: File › Save As › Text CSV, with the character set Unicode (UTF-8)',
};

const byEnd: Readonly<Record<string, Spreadsheet>> = {
  xlsx: excel,
  xlsm: excel,
  xls: oldExcel,
  numbers,
  ods: libreOffice,
};

/** What a path's end says that a file is. */
export function spreadsheetCalled(path: string): Spreadsheet | undefined {
  const [end = ''] = /[^.]*$/.exec(path.toLowerCase()) ?? [];
  return Object.hasOwn(byEnd, end) ? byEnd[end] : undefined;
}

/** What a file's bytes say that it is. */
export function spreadsheetIn(bytes: Buffer): Spreadsheet | undefined {
  const begins = (...start: number[]) => Buffer.from(start).equals(bytes.subarray(0, start.length));
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return oldExcel;
  // All others are archives, and say in plain text what lies in them.
  if (!begins(0x50, 0x4b, 0x03, 0x04)) return undefined;
  if (bytes.includes('application/vnd.oasis.opendocument')) return libreOffice;
  return bytes.includes('.iwa') ? numbers : excel;
}
