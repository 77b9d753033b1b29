import { useState } from 'react';
import type { CsvReport } from './CsvIn';
import { partsOf } from './csv-file';

interface Report {
  errors: readonly { line: number; code: string }[];
}

/** How many parts of a file were taken. */
export interface Sent {
  done: number;
  of: number;
}

/**
 * Sends a file in parts, one after the other, and tells how far it is. It stops at a part that is refused; the file may
 * be sent again, because a row that was taken changes nothing.
 */
export function useParts() {
  const [sent, setSent] = useState<Sent>();
  const [busy, setBusy] = useState(false);

  const send = async <R extends Report>(csv: string, one: (csv: string) => Promise<R | undefined>) => {
    const parts = partsOf(csv);
    const reports: R[] = [];
    const errors: CsvReport['errors'] = [];
    setBusy(true);
    setSent({ done: 0, of: parts.length });
    for (const part of parts) {
      const report = await one(part.csv);
      if (!report) break;
      reports.push(report);
      errors.push(...report.errors.map(({ line, code }) => ({ line: part.line(line), code })));
      setSent({ done: reports.length, of: parts.length });
    }
    setBusy(false);
    return { reports, errors, whole: reports.length === parts.length };
  };
  return { sent, busy, send, forget: () => setSent(undefined) };
}

/** The sum of a number of all reports. */
export function sum<R>(reports: R[], of: (report: R) => number): number {
  return reports.reduce((all, report) => all + of(report), 0);
}
