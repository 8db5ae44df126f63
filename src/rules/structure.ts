import { builtInFramework } from '../framework/frameworks.js';
import { conflictRanges } from '../report/misread/conflicts.js';
import type { Misreading } from '../report/misread/misreading.js';
import { misreadings } from '../report/misread/misreadings.js';
import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import { newDraft } from '../template/draft.js';
import type { Finding, Rule } from './rule.js';

/** Whatever Markdown reads otherwise than it is meant. What would follow from it is not reported: see mended.ts. */
export const structure: Rule = {
  id: 'structure',
  category: 'Structure',
  severity: 'warning',
  summary: 'Something that Markdown reads otherwise than it is meant, such as a heading without its space.',
  *checkReport(report) {
    for (const misreading of mistakes(report)) yield finding(misreading);
  },
};

function finding({ range, message, repair, fix, alternatives, isError, related }: Misreading): Finding {
  return {
    range,
    message,
    ...(isError === true ? { severity: 'error' } : {}),
    ...(related ? { related } : {}),
    ...(fix ? { fix: { title: fix.title, safe: fix.safe, edits: fix.edits ?? repair } } : {}),
    ...(alternatives ? { alternatives } : {}),
  };
}

/** The misreadings of a draft, and the one of a draft that consists of front matter alone. */
export function mistakes(report: Report): readonly Misreading[] {
  return isEmpty(report) ? [emptyDraft(report)] : misreadings(report);
}

/** Where no fix is safe, since it is not decided what stands there. */
export function undecided(report: Report): Range[] {
  return conflictRanges(misreadings(report));
}

function isEmpty(report: Report): boolean {
  const { raw } = report.frontMatter;
  // The text is looked at last: whoever reads it is asked again after every edit.
  if (raw?.closed !== true || report.framework === undefined || report.headings.length > 0) return false;
  return report.text.slice(raw.end).trim() === '';
}

function emptyDraft(report: Report): Misreading {
  const { frontMatter, eol, end } = report;
  const framework = report.framework ?? builtInFramework('');
  const [layout] = report.layout ? [report.layout] : (framework?.layouts ?? []);
  const start = frontMatter.raw?.start ?? 0;
  if (!framework || !layout) throw new TypeError('only a draft on a framework can be empty');
  const lines = newDraft(framework, layout, frontMatter.values);
  const body = lines.slice(lines.indexOf('---', 1) + 1).join(eol);
  const given = report.text.slice(frontMatter.raw?.end ?? 0);
  return {
    range: { start, end: start + 3 },
    message: 'The draft consists of the block at its top alone; the report itself is still to be written.',
    repair: [{ range: end, text: (/[\r\n]/.test(given) ? '' : eol) + body.replace(/^[\r\n]+/, eol) + eol }],
    fix: { title: 'Insert the whole draft', safe: false },
  };
}
