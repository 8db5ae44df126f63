import { frameworkIds } from '../framework/frameworks.js';

/** What `--help` prints; each line fits a terminal of 80 columns. */
export const help = `Writes and checks drafts of inspection reports.

Usage:
  inspection-report check PATH… [--format text|json|github|sarif]
                          [--fix] [--publication] [--drafts-only]
                          [--max-severity LEVEL] [--config FILE]
                          [--baseline FILE | --write-baseline FILE]
  inspection-report rate PATH [--format text|json]
  inspection-report export FILE… --to html|pdf|docx [--out PATH]
                          [--for review|accuracy|final] [--force]
                          [--allow-unfinished] [--browser PATH]
                          [--config FILE]
  inspection-report review FILE RETURNED.docx [--apply]
                          [--format text|json|csv]
  inspection-report cases DATA FILE [--write] [--as counts|percentages]
                          [--not-applicable yes|no] [--format text|json]
  inspection-report settings PATH [--config FILE]
  inspection-report new --framework ID --area AREA --service NAME
                        [--abbreviation WORD] [--fieldwork DATE]
                        [--published DATE] [--isbn NUMBER]
                        [--cases NAME=NUMBER]… [--layout ID] [--out FILE]
  inspection-report import FILE… [--framework ID] [--out PATH] [--force]

Commands:
  check      Lists what does not agree in the drafts at each PATH: a file, a
             folder (all drafts below it), or - for standard input.
  rate       Prints the ratings of one draft, stated and computed, with the
             reasons.
  export     Makes a web page, a PDF or a Word document of each draft, beside
             it. Refuses what is final, with a list, while a check for
             publication has errors.
  review     Lists what came back with a Word copy of a draft: tracked changes,
             changes that nobody tracked, and comments.
  cases      Counts the answers in DATA, a CSV file or an Excel workbook, and
             shows what they make of the tables of the draft FILE.
  settings   Prints what each rule is set to for a draft, and where that comes
             from.
  new        Writes a complete draft, with a place ‹…› for all that is to come.
  import     Makes a draft of each published report (text of a PDF, web page),
             says what it could not place, and checks the draft.

Options of check:
  --format FORMAT      How to print. (default: text)
                         text    for people
                         json    for programs
                         github  notes beside the lines of a pull request, in
                                 GitHub Actions
                         sarif   for code scanning and other viewers of SARIF
  --fix                Make the fixes that are safe, then list what is left.
  --publication        Check for publication: what is unfinished is an error.
  --drafts-only        Pass over files that are no drafts, also where they are
                       named: a draft is named *.report.md, or has "framework:"
                       in the block at its top.
  --max-severity LEVEL The most severe problem that may stay: none, hint,
                       information, warning or error. With a worse one the exit
                       status is 1. (default: warning)
  --baseline FILE      Leave out the problems that this file knows of, and say
                       which of them are gone.
  --write-baseline FILE
                       Write this file, with all problems that there are now.
                       It holds no text of the drafts.
  --config FILE        Use this settings file, not the nearest
                       .inspection-report.yaml; for settings, too.

Options of rate:
  --format text|json   How to print. (default: text)

Options of export:
  --to html|pdf|docx   A web page in one file that needs no other, the same
                       printed by a Chromium, Chrome or Edge that is there, or
                       a Word document.
  --for PURPOSE        Who a Word document is for. (default: review)
                         review    for colleagues; the draft itself is in it,
                                   so that changes can be brought back
                         accuracy  for the inspected service: Word tracks every
                                   change, its pages say that it is restricted;
                                   the draft is kept beside it as it was sent
                         final     for publication; nothing else is in it
  --out PATH           The file to write, or a folder. (default: the draft's
                       name with .html, .pdf, .review.docx, .accuracy.docx or
                       .docx, beside the draft)
  --allow-unfinished   Export a draft that is not ready for publication; what
                       is unfinished in it is marked.
  --force              Overwrite a file that this program did not write, and
                       any PDF.
  --browser PATH       The browser that prints. (default: the first one found)
  --config FILE        As for check.

Options of cases:
  --write              Write it into the draft, too.
  --as FORM            counts, such as 8/11, or percentages.
                       (default: counts until the draft has a date of
                       publication)
  --not-applicable yes|no
                       What 'not applicable' counts as, where a percentage is
                       of the whole sample.
  --format text|json   How to print. (default: text)

Options of review:
  --apply              Make the changes in the draft that are not in conflict
                       with what was changed there since.
  --format FORMAT      How to print. (default: text)
                         text    for people
                         json    for programs
                         csv     the sign-off list, for a spreadsheet

Options of new:
  --framework ID       The edition of the standards:
                       ${frameworkIds.join(' or ')}.
  --area AREA          The place in the title.
  --service NAME       The full name of the service.
  --abbreviation WORD  How the report calls it for short.
                       (default: its initials)
  --fieldwork DATE     First day of fieldwork, or its month: 2026-09-14,
                       '14 September 2026', 2026-09.
  --published DATE     The month or day of publication: 2026-11.
  --isbn NUMBER        The ISBN of the report.
  --cases NAME=NUMBER  The size of a sample: court-disposals=8. With
                       resettlement=0 there is no section 4.
  --layout ID          The form of report. (default: the framework's first)
  --out FILE           Write into this file, which must not exist yet. Without
                       it the draft is printed.

Options of import:
  --framework ID       The edition of the standards. (default: the one of whose
                       titles and questions the report has the most)
  --out PATH           The draft's file, or the folder for several. (default:
                       beside the report, NAME.report.md)
  --force              Replace a file that is there.

Options of all:
  --help               Show this text.
  --version            Show the version.

Exit status: 0 no problem worse than --max-severity allows, 1 such a problem,
or with review a change that is in conflict or was not tracked, 2 bad usage,
a file that can't be read, case data that can't be used, or bad settings.

Examples:
  inspection-report check northbridge.report.md
  inspection-report check drafts --publication
  inspection-report check drafts --fix
  inspection-report check drafts --write-baseline known-problems.json
  inspection-report check - --format json < northbridge.report.md
  inspection-report rate northbridge.report.md
  inspection-report export northbridge.report.md --to html
  inspection-report export northbridge.report.md --to docx --for accuracy
  inspection-report review northbridge.report.md northbridge.review.docx
  inspection-report import northbridge.txt
  inspection-report cases cases.csv northbridge.report.md --write
  inspection-report new --framework ${frameworkIds[0] ?? ''} --area Wye --service 'Wye Team'
`;
