/** Inspection reports, read, rated and checked. Offsets everywhere are 0-based UTF-16 offsets into the text. */
import type { ReportRating } from './rating/rate.js';
import { rateReport as rateRead } from './report/evidence.js';
import { readReport, type ReadOptions } from './report/read.js';
import type { Report } from './report/report.js';

export { checkReport, type CheckOptions, type CheckResult, type Problem } from './check/check.js';
export type { RuleSettings } from './check/settings.js';
export { readSettings, SettingsError } from './check/settingsFile.js';
export { applyEdits, type Change } from './check/change.js';
export { fixAll, offeredFixes } from './check/fixes.js';
export { createSession, type Session } from './check/session.js';
export { FrameworkError, type Framework } from './framework/framework.js';
export { builtInFramework, frameworkIds } from './framework/frameworks.js';
export { createFramework } from './framework/pack.js';
export type { StandardRating } from './rating/rate.js';
export { isDraft } from './report/draft.js';
export type { Range } from './report/range.js';
export { rules } from './rules/rules.js';
export type { Fix, Related, Severity, TextEdit } from './rules/rule.js';
export { readReport, type ReadOptions, type Report, type ReportRating };

/** Rates a report that was read, or the text of one; undefined where its framework is not known. */
export function rateReport(report: Report | string, options: ReadOptions = {}): ReportRating | undefined {
  return rateRead(typeof report === 'string' ? readReport(report, options) : report);
}
