import { applyEdits } from '../check/change.js';
import type { Filling } from '../cases/filling.js';
import { jsonText } from '../report/plainText.js';
import { readReport } from '../report/read.js';
import { readDraft, readFileBytes, UsageError } from './files.js';
import type { CasesOutput } from './outputSchema.js';
import { printed } from './printed.js';
import { tell } from './standardError.js';
import { print } from './standardOutput.js';
import { replaceFile } from './writing.js';

/** What `cases` is told. */
export interface CasesCommand {
  readonly data: string;
  readonly draft: string;
  readonly as: 'counts' | 'percentages' | undefined;
  readonly notApplicable: 'yes' | 'no' | undefined;
  readonly format: 'text' | 'json';
  readonly write: boolean;
}

/** How many lines are said of data that can't be used. */
const mostLines = 20;

/**
 * Shows what case data make of a draft, and writes it if that is wanted.
 * @returns the exit status: 2 where the data can't be used; then nothing is written
 * @throws UsageError for files that can't be read or written
 */
export async function fillInCases(command: CasesCommand): Promise<number> {
  const { data, draft, as, notApplicable, write } = command;
  if (/\.(?:md|markdown)$/i.test(data))
    throw new UsageError(`${data}: is a draft by its name; cases takes the data first, then the draft`);
  const { text, mark } = await readDraft(draft);
  const report = readReport(text);
  // What reads case data is read itself only when it is needed.
  const { askAboutNotApplicable, CaseDataError, fillingLines, fillingOf, readCaseData } =
    await import('../exchange.js');
  let filling: Filling;
  try {
    const counted = await readCaseData(await readFileBytes(data), report);
    const asked = report.framework && askAboutNotApplicable(counted, report.framework);
    if (asked !== undefined && notApplicable === undefined)
      throw new CaseDataError([`${asked} Say so with --not-applicable yes or --not-applicable no.`]);
    filling = fillingOf(report, counted, { as, notApplicable });
  } catch (error) {
    if (!(error instanceof CaseDataError)) throw error;
    const { lines } = error;
    for (const line of lines.slice(0, mostLines)) tell(`${data}: ${line}`);
    if (lines.length > mostLines)
      tell(`${data}: … and ${String(lines.length - mostLines)} more of the kind.`);
    return 2;
  }
  const isWritten = write && filling.edits.length > 0;
  if (isWritten) await replaceFile(draft, mark + applyEdits(text, filling.edits));
  await print(
    command.format === 'json'
      ? `${jsonText(casesOutput(draft, filling, isWritten), 2)}\n`
      : `${[...fillingLines(filling), ...outcome(draft, filling, isWritten)].map(printed).join('\n')}\n`,
  );
  return 0;
}

function outcome(draft: string, { edits }: Filling, isWritten: boolean): string[] {
  if (edits.length === 0) return [];
  return ['', isWritten ? `${draft} is written.` : 'Nothing is written yet: --write writes it.'];
}

function casesOutput(path: string, filling: Filling, written: boolean): CasesOutput {
  const { as, samples, standards, ratingsPage, notes } = filling;
  return {
    version: 1,
    path,
    as,
    samples: Object.fromEntries(samples.map(({ sample, cases }) => [sample, cases])),
    standards: Object.fromEntries(
      standards.map(({ standard, cells, rating, stated }) => [
        standard.id,
        {
          questions: Object.fromEntries(
            cells.map(({ id, yes, of, percent, before, after }) => [id, { yes, of, percent, before, after }]),
          ),
          rating,
          stated,
        },
      ]),
    ),
    ratingsPage: [...ratingsPage],
    notes: [...notes],
    written,
  };
}
