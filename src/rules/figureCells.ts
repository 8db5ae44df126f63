import type { Domain, Standard } from '../framework/pack.js';
import { domainOf } from '../framework/framework.js';
import type { Cell, FigureReading, Row, StandardSection } from '../report/report.js';
import type { Located } from '../report/range.js';
import type { RuleContext } from './rule.js';

/** A cell that should hold a percentage, with what it is a percentage of. */
export interface FigureCell {
  readonly section: StandardSection;
  readonly standard: Standard;
  readonly domain: Domain;
  readonly row: Row;
  /** Undefined where the row has no cell in the column of percentages. */
  readonly cell: Cell | undefined;
  readonly figure: FigureReading | undefined;
  /** A key question of the framework, by its index; undefined for a prompt. */
  readonly keyQuestion: number | undefined;
  /** The domain's sample, where the draft gives it. */
  readonly sample: Located<number> | undefined;
}

/** Every percentage cell of key-question and prompt tables, in the order of the text. */
export function* figureCells(context: RuleContext): Iterable<FigureCell> {
  const { framework, report } = context;
  for (const section of report.sections) {
    const { standard } = section;
    const domain = domainOf(framework, standard);
    const sample = report.frontMatter.cases.get(domain.sample ?? '');
    const base = { section, standard, domain, sample };
    for (const table of [section.table, ...section.otherTables])
      // Where nothing tells which column holds the percentages, no cell should hold one: `table-header` says so.
      if (table?.column !== undefined)
        for (const { row, cell, figure, keyQuestion } of table.rows)
          // A row that is no key question may hold anything: `key-question-wording` speaks of it.
          if (keyQuestion !== undefined) yield { ...base, row, cell, figure, keyQuestion };
    for (const { column, rows } of section.promptTables)
      if (column !== undefined)
        for (const { row, cell, figure } of rows)
          yield { ...base, row, cell, figure, keyQuestion: undefined };
  }
}
