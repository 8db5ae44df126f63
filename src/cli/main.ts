#!/usr/bin/env node
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkReport, type CheckResult } from '../check/check.js';
import { fixAll } from '../check/fixes.js';
import { describeSettings, resolveSettings } from '../check/settings.js';
import { rateReport } from '../report/evidence.js';
import { readReport } from '../report/read.js';
import { frameworkIds } from '../framework/frameworks.js';
import {
  createFile,
  draftsAt,
  readDraft,
  readStandardInput,
  SettingsFinder,
  UsageError,
  writeDraft,
  type DraftFile,
} from './files.js';
import { newDraftText } from './newDraft.js';
import { fileOutput, ratingOutput, summarise, type CheckOutput } from './output.js';
import { colorsFor, fileText, ratingText, summaryText } from './text.js';

const help = `Writes and checks drafts of inspection reports.

Usage:
  inspection-report check PATH… [--format text|json] [--fix] [--publication] [--config FILE]
  inspection-report rate PATH [--format text|json]
  inspection-report settings PATH [--config FILE]
  inspection-report new --framework ID --area AREA --service NAME [--abbreviation WORD]
                        [--fieldwork DATE] [--cases NAME=NUMBER]… [--layout ID] [--out FILE]

Commands:
  check      Lists what does not agree in the drafts at each PATH: a file, a folder
             (all drafts below it), or - for standard input.
  rate       Prints the ratings of one draft, stated and computed, with the reasons.
  settings   Prints what each rule is set to for a draft, and where that comes from.
  new        Writes a complete draft, with a place ‹…› for all that is still to come.

Options:
  --format text|json   How to print; text is for people. (default: text)
  --fix                Make the fixes that are safe, then list what is left.
  --publication        Check for publication: whatever is unfinished is an error.
  --config FILE        Use this settings file, not the nearest .inspection-report.yaml.
  --framework ID       The edition of the standards: ${frameworkIds.join(' or ')}.
  --area AREA          The place in the title.
  --service NAME       The full name of the service.
  --abbreviation WORD  How the report calls it for short. (default: its initials)
  --fieldwork DATE     First day of fieldwork, or its month: 2026-09-14, 2026-09.
  --cases NAME=NUMBER  The size of a sample: court-disposals=8. With resettlement=0
                       there is no section 4.
  --layout ID          The form of report. (default: the framework's first)
  --out FILE           Write into this file, which must not exist yet; otherwise the
                       draft is printed.
  --help               Show this text.
  --version            Show the version.

Exit status: 0 no error, 1 a problem of severity error, 2 bad usage, a file that
can't be read, or bad settings.

Examples:
  inspection-report check northbridge.report.md
  inspection-report check drafts --publication
  inspection-report check drafts --fix
  inspection-report check - --format json < northbridge.report.md
  inspection-report rate northbridge.report.md
  inspection-report new --framework ${frameworkIds[0] ?? ''} --area Ambury --service 'Ambury Service'
`;

const options = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  publication: { type: 'boolean' },
  config: { type: 'string' },
  framework: { type: 'string' },
  area: { type: 'string' },
  service: { type: 'string' },
  abbreviation: { type: 'string' },
  fieldwork: { type: 'string' },
  cases: { type: 'string', multiple: true },
  layout: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const allowed: Record<string, readonly (keyof typeof options)[]> = {
  check: ['format', 'fix', 'publication', 'config'],
  rate: ['format'],
  settings: ['config'],
  new: ['framework', 'area', 'service', 'abbreviation', 'fieldwork', 'cases', 'layout', 'out'],
};

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

const complaints = new Set<string>();

/** Says what went wrong, once: a bad settings file is met again with every draft below it. */
function complain(message: string): void {
  if (complaints.has(message)) return;
  complaints.add(message);
  process.stderr.write(`inspection-report: ${message}\n`);
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
  if (values.help === true || (positionals.length === 0 && values.version !== true)) {
    (values.help === true ? process.stdout : process.stderr).write(help);
    return values.help === true ? 0 : 2;
  }
  if (values.version === true) {
    process.stdout.write(`${__VERSION__}\n`);
    return 0;
  }
  const [command = '', ...paths] = positionals;
  const may = allowed[command];
  if (!may) throw new UsageError(`there is no command '${command}'; see inspection-report --help`);
  for (const name of Object.keys(values) as (keyof typeof options)[])
    if (!may.includes(name))
      throw new UsageError(`${command} has no option --${name}; see inspection-report --help`);
  if (values.format !== undefined && values.format !== 'text' && values.format !== 'json')
    throw new UsageError(`--format is text or json, not '${values.format}'`);
  if (command === 'new') return create(paths, values);
  if (paths.length === 0)
    throw new UsageError(`${command} needs the path of a draft; see inspection-report --help`);
  if (command !== 'check' && paths.length > 1)
    throw new UsageError(`${command} takes one draft, not ${String(paths.length)}`);
  if (command === 'check') return check(paths, values);
  return command === 'rate' ? rate(paths[0] ?? '', values) : settings(paths[0] ?? '', values);
}

async function check(paths: readonly string[], values: Values): Promise<number> {
  if (values.fix === true && paths.includes('-'))
    throw new UsageError('--fix changes files; it can’t change standard input');
  const finder = new SettingsFinder(values.config);
  await finder.named();
  const json = values.format === 'json';
  const colors = colorsFor(process.stdout);
  const output: CheckOutput = {
    version: 1,
    files: [],
    summary: { errors: 0, warnings: 0, information: 0, hints: 0 },
  };
  const seen = new Set<string>();
  let status = 0;
  let drafts = 0;
  let fixes = 0;
  const failed = (error: unknown, at: string) => {
    // A mistake of ours in one draft must not keep the others from being checked.
    complain(
      error instanceof UsageError
        ? error.message
        : `${at}: can't be checked, by a mistake in this program: ${String(error)}`,
    );
    status = 2;
    process.exitCode = status;
  };
  for (const given of paths) {
    try {
      for await (const draft of given === '-' ? [await readStandardInput()] : draftsAt(given)) {
        if (draft instanceof UsageError) {
          failed(draft, given);
          continue;
        }
        const place = draft.path === '-' ? '-' : path.resolve(draft.path);
        if (seen.has(place)) continue;
        seen.add(place);
        try {
          const { result, fixed } = await checkDraft(draft, finder, values);
          drafts++;
          fixes += fixed;
          const counts = summarise(result.problems);
          for (const key of ['errors', 'warnings', 'information', 'hints'] as const)
            output.summary[key] += counts[key];
          if (counts.errors > 0 && status === 0) status = 1;
          // Known at once, for a reader that stops reading.
          process.exitCode = status;
          if (json) output.files.push(fileOutput(draft.path, result));
          else process.stdout.write(fileText(draft.path, result, colors));
        } catch (error) {
          failed(error, draft.path);
        }
      }
    } catch (error) {
      failed(error, given);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
  else if (drafts > 0) process.stdout.write(summaryText(output.summary, drafts, fixes));
  return status;
}

async function checkDraft(
  draft: DraftFile,
  finder: SettingsFinder,
  values: Values,
): Promise<{ result: CheckResult; fixed: number }> {
  const found = await finder.for(draft.path === '-' ? 'standard-input' : draft.path);
  const checking = { settings: found, publication: values.publication === true };
  if (values.fix !== true) return { result: checkReport(draft.text, checking), fixed: 0 };
  const fixed = fixAll(draft.text, checking);
  if (fixed.text !== draft.text) await writeDraft(draft, fixed.text);
  return { result: fixed.result, fixed: fixed.edits.length };
}

async function rate(given: string, values: Values): Promise<number> {
  const draft = given === '-' ? await readStandardInput() : await readDraft(given);
  const report = readReport(draft.text);
  const rating = rateReport(report);
  if (!report.framework || !rating) {
    const id = report.frontMatter.values.get('framework')?.value ?? '';
    complain(
      id === ''
        ? `${given}: its front matter names no framework, so it can't be rated`
        : `${given}: its framework '${id}' is not known, so it can't be rated`,
    );
    return 1;
  }
  process.stdout.write(
    values.format === 'json'
      ? `${JSON.stringify(ratingOutput(report.framework, rating), null, 2)}\n`
      : ratingText(report.framework, rating, colorsFor(process.stdout)),
  );
  return 0;
}

async function settings(given: string, values: Values): Promise<number> {
  await readDraft(given);
  const finder = new SettingsFinder(values.config);
  process.stdout.write(`${describeSettings(resolveSettings(await finder.for(given))).join('\n')}\n`);
  return 0;
}

async function create(paths: readonly string[], values: Values): Promise<number> {
  if (paths[0] !== undefined) throw new UsageError(`new takes no '${paths[0]}'; the file is named by --out`);
  const text = newDraftText(values);
  if (values.out === undefined) process.stdout.write(text);
  else await createFile(values.out, text);
  return 0;
}

// Output that is piped into something that stops reading is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    process.exitCode = 2;
  },
);
