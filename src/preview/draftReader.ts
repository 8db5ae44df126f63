import type { ReportRating } from '../rating/rate.js';
import { rateReport } from '../report/evidence.js';
import { readReport } from '../report/read.js';
import type { Report } from '../report/report.js';

/** A draft as the preview needs it: `rating` is undefined where the framework is not known. */
export interface DraftReading {
  readonly report: Report;
  readonly rating: ReportRating | undefined;
}

/** Reads drafts, and remembers the last one: a preview is rendered again and again. */
export function draftReader(): (text: string) => DraftReading {
  let last: DraftReading | undefined;
  return (text) => {
    if (last?.report.text !== text) {
      const report = readReport(text);
      last = { report, rating: rateReport(report) };
    }
    return last;
  };
}
