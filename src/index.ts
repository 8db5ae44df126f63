/** Inspection reports, read, rated and checked. Offsets everywhere are 0-based UTF-16 offsets into the text. */
export { checkReport, type CheckOptions, type CheckResult, type Problem } from './check/check.js';
export { applyEdits, fixAll } from './check/fixes.js';
export { createSession, type Change, type Session } from './check/session.js';
export { readSettings, SettingsError, type RuleSettings } from './check/settings.js';
export { createFramework, FrameworkError, type Framework } from './framework/framework.js';
export { builtInFramework, frameworkIds } from './framework/frameworks.js';
export type { ReportRating, StandardRating } from './rating/rate.js';
export { isDraft } from './report/draft.js';
export { rateReport } from './report/evidence.js';
export { readReport, type ReadOptions } from './report/read.js';
export type { Range } from './report/range.js';
export type { Report } from './report/report.js';
export { rules } from './rules/rules.js';
export type { Fix, Related, Severity, TextEdit } from './rules/rule.js';
