import { describe, expect, it } from 'vitest';
import { builtInFramework, frameworkIds } from '../../src/framework/frameworks';
import { rateReport, readReport } from '../../src/index';
import { importReport, IntakeError } from '../../src/intake/intake';
import { wordOf } from '../../src/word/wordOf';
import { must } from '../unit/kit';
import { corpus } from './reports';

const frameworks = frameworkIds.map((id) => must(builtInFramework(id)));
const noPicture = () => Promise.resolve('is not looked for here');

/** The lines below the front matter, as they are compared: without labels of footnotes and the form of a link to itself. */
function lines(draft: string): string[] {
  return draft
    .slice(draft.indexOf('\n# '))
    .split('\n')
    .map((line) =>
      line
        .replace(/\[\^[^\]]*\]/g, '[^]')
        .replace(/<(https?:[^>]*)>/g, '$1')
        .replace(/\[([^\]]*)\]\(https?:\/\/\1\)/g, '$1')
        .trim(),
    )
    .filter((line) => line !== '');
}

describe('a report that left as a Word document comes back as its draft', () => {
  it.each(corpus)('$name', async ({ text }) => {
    const { bytes } = await wordOf(text, 'final', noPicture);
    const draft = await importReport('report.docx', bytes, frameworks);
    const left = lines(draft.text);
    const missing = lines(text).filter((line) => {
      const index = left.indexOf(line);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    expect(missing.length, missing.join('\n')).toBeLessThanOrEqual(3);
    const [was, is] = [must(rateReport(readReport(text))), must(rateReport(readReport(draft.text)))];
    expect(is.score).toEqual(was.score);
    expect(is.overall).toEqual(was.overall);
  });

  it('is refused in one line where it is none', async () => {
    await expect(importReport('a.docx', new Uint8Array([1, 2, 3]), frameworks)).rejects.toThrow(IntakeError);
  });
});
