/**
 * A table as a CSV file that Excel reads in any language. A cell that a spreadsheet would take for a formula is made a
 * text by an apostrophe before it, as the server makes its files (internal/sheet).
 */
export function csvFile(rows: (string | number)[][]): Blob {
  const lines = rows.map((row) => row.map(cell).join(';'));
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[\s\u00a0\ufeff]*[=+\-@\t\r|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
