import type { Framework } from '../framework/framework.js';
import { dateInWords } from '../report/prose/dates.js';
import { isbnFault } from '../rules/isbn.js';
import type { Values } from '../template/slots.js';
import { isoDate, readTypedDate } from './typedDate.js';

/** Something that a new report has to be told. */
export interface Question {
  /** The entry of the front matter that holds the answer, by its path. */
  readonly key: string;
  readonly prompt: string;
  readonly example: string;
  /** What is likely, by the answers before. */
  readonly suggested: (answers: Values) => string;
  /** What is wrong with an answer; undefined where nothing is. */
  readonly mistake: (answer: string) => string | undefined;
  /** The answer as the block at the top of the draft has it; of one without a mistake. */
  readonly entry: (answer: string) => string;
  /** How the answer is understood, where that is not what was typed. */
  readonly understood?: (answer: string) => string | undefined;
}

/** What is asked for a new report on a framework, in order. */
export function askedFor(framework: Framework): Question[] {
  const given = (answers: Values, key: string) => answers.get(key)?.value ?? '';
  const asTyped = (answer: string) => answer;
  const required = (what: string) => (answer: string) =>
    answer === ''
      ? `Say ${what}.`
      : /[\r\n\u0085\u2028\u2029<>`|‹›[\]~]/.test(answer)
        ? 'Leave out line breaks and the signs < > ` | [ ] ‹ › ~: they mean something else in a draft.'
        : undefined;
  return [
    {
      key: 'area',
      prompt: 'Which area was inspected? It stands in the title of the report.',
      example: 'Northbridge',
      suggested: () => '',
      mistake: required('which area was inspected'),
      entry: asTyped,
    },
    {
      key: 'service',
      prompt: 'What is the full name of the service?',
      example: `Northbridge ${framework.service}`,
      suggested: (answers) => `${given(answers, 'area')} ${framework.service}`.trim(),
      mistake: required('what the service is called'),
      entry: asTyped,
    },
    {
      key: 'abbreviation',
      prompt: 'How does the report call the service for short?',
      example: initials(framework.service),
      suggested: (answers) => {
        const [service, area] = [given(answers, 'service'), given(answers, 'area')];
        return initials(service.startsWith(area) ? service.slice(area.length) : framework.service);
      },
      mistake: required('how the report calls the service for short'),
      entry: asTyped,
    },
    {
      key: 'fieldwork',
      prompt: 'On which day, or in which month, did fieldwork start?',
      example: '14 September 2026',
      suggested: () => '',
      mistake: (answer) =>
        readTypedDate(answer)
          ? undefined
          : 'Write the day on which fieldwork started like 14 September 2026 or 14/09/2026, or the month like September 2026.',
      ...asDate,
    },
    {
      key: 'published',
      prompt: 'In which month will the report be published? Leave it empty if you do not know yet.',
      example: 'November 2026',
      suggested: () => '',
      mistake: (answer) =>
        answer === '' || readTypedDate(answer)
          ? undefined
          : 'Write the month like November 2026 or 11/2026, or nothing if you do not know it yet.',
      ...asDate,
    },
    {
      key: 'isbn',
      prompt: 'What is the ISBN of the report? Leave it empty if there is none yet.',
      example: '978-1-9999999-0-2',
      suggested: () => '',
      mistake: (answer) => {
        const fault = answer === '' ? undefined : isbnFault(answer);
        return fault === undefined ? undefined : `This is no ISBN: ${fault}.`;
      },
      entry: asTyped,
    },
    ...Object.entries(framework.cases).map(([name, what]): Question => {
      const only = framework.standards.find((each) => each.dueWith === name);
      return {
        key: `cases.${name}`,
        prompt:
          `How many ${what.replace(/ inspected$/, '')} were inspected? Leave it empty if you do not know yet.` +
          (only ? ` With 0 the report has no section on ${only.title.toLowerCase()}.` : ''),
        example: 'a whole number',
        suggested: () => '',
        mistake: (answer) =>
          /^(?:0|[1-9]\d{0,4})?$/.test(answer)
            ? undefined
            : 'Write a whole number of at most five figures, or nothing if you do not know yet.',
        entry: asTyped,
      };
    }),
  ];
}

/** A date, which may be typed in any usual form. */
const asDate: Required<Pick<Question, 'entry' | 'understood'>> = {
  entry: (answer) => {
    const date = readTypedDate(answer);
    return date ? isoDate(date) : answer;
  },
  understood: (answer) => {
    const date = readTypedDate(answer);
    return date && dateInWords(date);
  },
};

/** The first letters of a service's name: `Youth Justice Service` is `YJS`. */
function initials(name: string): string {
  return (name.match(/\p{Lu}/gu) ?? []).join('');
}
