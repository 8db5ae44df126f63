import { changeBetween } from '../check/change.js';
import { LiveReport } from '../report/read.js';
import type { Report } from '../report/report.js';
import { DraftText } from '../report/text/draftText.js';

/**
 * Reads drafts, and remembers the last one: a preview is rendered again and again while its draft is
 * edited, and an edit costs what it changes. The report follows the text that was read last.
 */
export function draftReader(): (text: string) => Report {
  const draft = new DraftText('');
  const report = new LiveReport(draft, {});
  return (text) => {
    for (const change of changeBetween(draft.now, text))
      draft.update(change.offset, change.length, change.text);
    return report;
  };
}
