/**
 * The text of a file as spreadsheets write it: UTF-8, UTF-16 with its mark, or windows-1251, which Excel writes in
 * Russian. The rules are those of internal/csvfile.
 */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder().decode(bytes);
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const lost = count(/\ufffd/g);
  // A few damaged bytes are told with their rows; where most are none of UTF-8, all of it is something else.
  return lost === 0 || count(/[^\0-\x7f\ufffd]/gu) > 4 * lost ? text : new TextDecoder('windows-1251').decode(bytes);
}

/** A part of a file that one request takes: the head of the file and some of its rows. */
export interface Part {
  csv: string;
  /** The line of the file that a line of the part is. */
  line: (ofPart: number) => number;
}

// A request is 1 MiB at most, and a character 3 bytes.
const mostRows = 500;
const mostCharacters = 200_000;
// A quote that is still open after so many lines was never closed.
const mostLines = 100;

/** A file in parts, none of which cuts a row. */
export function partsOf(csv: string): Part[] {
  const lines = csv.split('\n');
  let at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) return [{ csv, line: (line) => line }];
  const head = lines.slice(at, (at = rowEnd(lines, at)));
  const parts: Part[] = [];
  do {
    const begin = at;
    let size = 0;
    for (let rows = 0; at < lines.length && rows < mostRows; rows++) {
      const end = rowEnd(lines, at);
      const more = lines.slice(at, end).join('\n').length;
      if (rows > 0 && size + more > mostCharacters) break;
      size += more + 1;
      at = end;
    }
    const body = lines.slice(begin, at);
    if (parts.length === 0 || body.some((line) => line.trim() !== '')) {
      parts.push({ csv: [...head, ...body].join('\n'), line: (line) => (line > head.length ? line - head.length + begin : line) });
    }
  } while (at < lines.length);
  return parts;
}

/** Where the row that begins at a line ends: cells in quotes may have line breaks in them. */
function rowEnd(lines: string[], begin: number): number {
  let open = false;
  for (let at = begin; at < lines.length && at < begin + mostLines; at++) {
    if (((lines[at] ?? '').split('"').length - 1) % 2 === 1) open = !open;
    if (!open) return at + 1;
  }
  return begin + 1;
}
