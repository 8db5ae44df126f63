#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { describeSettings, resolveSettings } from '../check/settings.js';
import { rateReport } from '../report/evidence.js';
import { jsonText } from '../report/plainText.js';
import { readReport } from '../report/read.js';
import { fillInCases } from './cases.js';
import { check, checkFormats, tolerances } from './check.js';
import { purposes } from '../word/purposes.js';
import { exportForms } from './exportForms.js';
import { readDraft, readStandardInput, SettingsFinder, UsageError } from './files.js';
import { help } from './help.js';
import { importReports } from './import.js';
import { newDraftText } from './newDraft.js';
import { ratingOutput } from './output.js';
import { printed } from './printed.js';
import { reviewFormats } from './reviewFormats.js';
import { tell, tellAtLength } from './standardError.js';
import { print, ReaderGone } from './standardOutput.js';
import { colorsFor, ratingText } from './text.js';
import { createFile } from './writing.js';
import { answerJobs } from './workers.js';

const options = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  publication: { type: 'boolean' },
  'drafts-only': { type: 'boolean' },
  'max-severity': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  config: { type: 'string' },
  framework: { type: 'string' },
  area: { type: 'string' },
  service: { type: 'string' },
  abbreviation: { type: 'string' },
  fieldwork: { type: 'string' },
  published: { type: 'string' },
  isbn: { type: 'string' },
  cases: { type: 'string', multiple: true },
  layout: { type: 'string' },
  out: { type: 'string' },
  to: { type: 'string' },
  for: { type: 'string' },
  'allow-unfinished': { type: 'boolean' },
  force: { type: 'boolean' },
  browser: { type: 'string' },
  apply: { type: 'boolean' },
  as: { type: 'string' },
  'not-applicable': { type: 'string' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const allowed: Record<string, readonly (keyof typeof options)[]> = {
  check: [
    'format',
    'fix',
    'publication',
    'drafts-only',
    'max-severity',
    'baseline',
    'write-baseline',
    'config',
  ],
  rate: ['format'],
  settings: ['config'],
  export: ['to', 'for', 'allow-unfinished', 'force', 'out', 'browser', 'config'],
  review: ['format', 'apply'],
  import: ['framework', 'out', 'force'],
  cases: ['format', 'as', 'not-applicable', 'write'],
  new: [
    'framework',
    'area',
    'service',
    'abbreviation',
    'fieldwork',
    'published',
    'isbn',
    'cases',
    'layout',
    'out',
  ],
};

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

/** The value of an option that is one of a few; undefined where it is not given. */
function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  from: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = from.find((each) => each === value);
  if (found !== undefined) return found;
  const all = `${from.slice(0, -1).join(', ')} or ${String(from.at(-1))}`;
  throw new UsageError(`${option} is ${all}, not '${value}'`);
}

/** Runs the command line and returns its exit status. */
async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // node:util explains at length; the first sentence says what is wrong.
    const message = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error);
    throw new UsageError(`${message}; see inspection-report --help`);
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    await print(help);
    return 0;
  }
  if (values.version === true) {
    await print(`${__VERSION__}\n`);
    return 0;
  }
  const [command, ...paths] = positionals;
  if (command === undefined) {
    tellAtLength(help);
    return 2;
  }
  const may = allowed[command];
  if (!may) throw new UsageError(`there is no command '${command}'; see inspection-report --help`);
  for (const name of Object.keys(values) as (keyof typeof options)[])
    if (!may.includes(name))
      throw new UsageError(`${command} has no option --${name}; see inspection-report --help`);
  if (command === 'new') return create(paths, values);
  if (command === 'cases') return cases(paths, values);
  if (paths.length === 0)
    throw new UsageError(
      `${command} needs the path of a ${command === 'import' ? 'report' : 'draft'}; see inspection-report --help`,
    );
  if (command === 'import')
    return importReports(
      paths,
      { framework: values.framework, out: values.out, force: values.force === true },
      new URL(import.meta.url),
    );
  if (command === 'check') return checkDrafts(paths, values);
  if (command === 'export') return exportAs(paths, values);
  if (command === 'review') return review(paths, values);
  if (paths.length > 1) throw new UsageError(`${command} takes one draft, not ${String(paths.length)}`);
  return command === 'rate' ? rate(paths[0] ?? '', values) : settings(paths[0] ?? '', values);
}

function checkDrafts(paths: readonly string[], values: Values): Promise<number> {
  const formats = Object.keys(checkFormats) as (keyof typeof checkFormats)[];
  return check(
    paths,
    {
      format: oneOf('--format', values.format, formats) ?? 'text',
      maxSeverity: oneOf('--max-severity', values['max-severity'], tolerances) ?? 'warning',
      fix: values.fix === true,
      publication: values.publication === true,
      draftsOnly: values['drafts-only'] === true,
      config: values.config,
      baseline: values.baseline,
      writeBaseline: values['write-baseline'],
    },
    new URL(import.meta.url),
  );
}

async function exportAs(paths: readonly string[], values: Values): Promise<number> {
  if (values.to === undefined)
    throw new UsageError(`export needs --to: ${exportForms.join(' or ')}; see inspection-report --help`);
  const form = oneOf('--to', values.to, exportForms) ?? 'html';
  if (values.browser !== undefined && form !== 'pdf')
    throw new UsageError('--browser names what prints a PDF; without --to pdf it is of no use');
  const purpose = oneOf('--for', values.for, purposes) ?? (form === 'docx' ? 'review' : 'final');
  if (form !== 'docx' && purpose !== 'final')
    throw new UsageError(`--for ${purpose} is a Word document, --to docx; a page or PDF is always final`);
  // What makes files of reports is read only where it is asked for.
  const { exportDrafts } = await import('./export.js');
  return exportDrafts(paths, {
    form,
    purpose,
    allowUnfinished: values['allow-unfinished'] === true,
    force: values.force === true,
    out: values.out,
    browser: values.browser,
    config: values.config,
  });
}

async function review([draft, copy, other]: readonly string[], values: Values): Promise<number> {
  if (draft === undefined || copy === undefined || other !== undefined)
    throw new UsageError(
      'review takes a draft and the Word copy that came back: inspection-report review FILE RETURNED.docx',
    );
  const format = oneOf('--format', values.format, reviewFormats) ?? 'text';
  const { reviewCopy } = await import('./review.js');
  return reviewCopy(draft, copy, { format, apply: values.apply === true });
}

function cases(paths: readonly string[], values: Values): Promise<number> {
  const [data, draft, ...others] = paths;
  if (data === undefined || draft === undefined || others.length > 0)
    throw new UsageError('cases takes the data and one draft; see inspection-report --help');
  return fillInCases({
    data,
    draft,
    as: oneOf('--as', values.as, ['counts', 'percentages']),
    notApplicable: oneOf('--not-applicable', values['not-applicable'], ['yes', 'no']),
    format: oneOf('--format', values.format, ['text', 'json']) ?? 'text',
    write: values.write === true,
  });
}

async function rate(given: string, values: Values): Promise<number> {
  const format = oneOf('--format', values.format, ['text', 'json']) ?? 'text';
  const draft = given === '-' ? await readStandardInput() : await readDraft(given);
  const report = readReport(draft.text);
  const rating = rateReport(report);
  if (!report.framework || !rating) {
    const id = report.frontMatter.values.get('framework')?.value ?? '';
    tell(
      id === ''
        ? `${given}: the block at its top names no framework, so it can't be rated`
        : `${given}: its framework '${id}' is not known, so it can't be rated`,
    );
    return 1;
  }
  await print(
    format === 'json'
      ? `${jsonText(ratingOutput(report.framework, rating), 2)}\n`
      : ratingText(report.framework, rating, colorsFor(process.stdout)),
  );
  return 0;
}

async function settings(given: string, values: Values): Promise<number> {
  await readDraft(given);
  const finder = new SettingsFinder(values.config);
  await print(
    `${describeSettings(resolveSettings(await finder.for(given)))
      .map(printed)
      .join('\n')}\n`,
  );
  return 0;
}

async function create(paths: readonly string[], values: Values): Promise<number> {
  if (paths[0] !== undefined) throw new UsageError(`new takes no '${paths[0]}'; the file is named by --out`);
  const text = newDraftText(values);
  if (values.out === undefined) await print(text);
  else await createFile(values.out, text);
  return 0;
}

/** What there is to tell of a mistake in this program. */
function mistake(error: unknown): string {
  return `inspection-report: a mistake in this program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

if (isMainThread)
  main(process.argv.slice(2)).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      // Output that is piped into something that stops reading is no failure of ours.
      if (error instanceof ReaderGone) return;
      process.exitCode = 2;
      if (error instanceof UsageError) tell(error.message);
      else tellAtLength(`${mistake(error)}\n`);
    },
  );
else answerJobs();
