import { straight } from '../framework/wording.js';
import { inWords } from '../report/derived.js';
import type { Paragraph } from '../report/report.js';
import type { Finding, Rule } from './rule.js';

export const personalData: Rule = {
  id: 'personal-data',
  category: 'Privacy',
  severity: 'warning',
  summary:
    'What could identify a child: a date of birth, an NHS, PNC or case-file number, a home address, a private number or e-mail address.',
  beforePublication: true,
  checkReport: (report) => report.all(personal),
};

interface Kind {
  readonly what: string;
  /** The group `data` is what is reported; without it the whole match. */
  readonly pattern: RegExp;
  /**
   * Whether a match is surely one. `before` is what its sentence says before it, `after` what comes next,
   * `way` what the group of that name matched.
   */
  readonly is?: (data: string, before: string, after: string, way: string) => boolean;
}

const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const day = String.raw`(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{2,4}|\d{1,2}(?:st|nd|rd|th)?(?:[ -]| of )${month},?[ -]\d{4}|${month}[ -]\d{1,2}(?:st|nd|rd|th)?,?[ -]\d{4}|(?:19|20)\d\d-\d\d-\d\d)`;
/** Not within a longer number, a web address or a code. */
const alone = String.raw`(?<![\w/.=@+-])`;

const streets =
  'Street|St|Road|Rd|Avenue|Ave|Close|Lane|Drive|Way|Crescent|Court|Gardens|Grove|Place|Terrace|Walk|Hill|Row|Mews|Square|Rise|View|Park';
const street = String.raw`(?:(?:Flat|Apartment) \d{1,4}[a-zA-Z]?,? )?\d{1,4}[a-zA-Z]?,? (?:[A-Z][A-Za-z'-]{1,20} ){1,3}(?:${streets})\b`;

/** Words of an address that is no home: the inspectorate's, a service's, a publisher's. */
const office =
  /\b(?:inspectorate|published|offices?|centre|headquarters|building|hall|hospital|school|college|university|academy|station|prison|council|board|ministry|department|agency|association|trust|charity|company|limited|ltd|press|HMP|HMYOI|YOI|STC|secure|clinic|library|services?|court|write to|contact us)\b/i;
const home =
  /\b(?:home address|liv(?:es|ed|ing) (?:at|in|with)|resid(?:es|ed|ing)|(?:his|her|their|child's|whose) (?:home )?(?:address|postcode))\b/i;
/** Who works at an address rather than lives there. */
const worksThere =
  /\b(?:Y(?:JS|OT|OS|JB)s?|teams?|staff|managers?|practitioners?|workers?|partnership|organisation|project|programme|base|premises|it|its)\b/i;
/** Who lives at one. */
const livesThere =
  /\b(?:he|she|him|her|his|child(?:ren)?|boys?|girls?|siblings?|brothers?|sisters?|young (?:person|people|man|woman)|mother|father|mum|dad|parents?|carers?|grandmother|grandfather|aunt|uncle|famil(?:y|ies)|home address|live[sd]?|living|resid(?:es|ed|ing))\b(?!')/i;
/** Numbers that are there to be called. */
const publicLine =
  /\b(?:office|switchboard|helpline|hotline|enquir(?:y|ies)|press|media|service|services|council|team|duty|survey|text us|call us|contact us|inspectorate)\b/i;

const mailboxes =
  'gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|btinternet|btopenworld|sky|virginmedia|talktalk|ntlworld|blueyonder|tiscali|protonmail|proton|gmx';

// For folded words with plain dashes and quotes: where one space or hyphen may stand, so may any other.
const kinds: readonly Kind[] = [
  {
    what: 'a date of birth',
    pattern: new RegExp(
      String.raw`\b(?:date of birth|dob|d\.o\.b\.?|born on|born)[ :(-]{1,4}(?:the |is |was ){0,2}(?<data>${day})`,
      'gi',
    ),
  },
  {
    what: 'an NHS number',
    pattern: new RegExp(String.raw`${alone}\d{3}[ -]\d{3}[ -]\d{4}(?![\w/-])`, 'g'),
    is: (data) => isNhsNumber(data),
  },
  {
    what: 'an NHS number',
    pattern: /\bNHS (?:number|no\.?|num)[ :#(-]{1,3}(?:is |was )?(?<data>\d{10})\b/gi,
    is: (data) => isNhsNumber(data),
  },
  {
    what: 'a PNC number',
    pattern: new RegExp(String.raw`${alone}(?:19|20)?\d{2} ?\/ ?\d{1,7}[ -]?[A-HJ-NP-RT-Z](?![\w/'-])`, 'g'),
    is: (data, before) =>
      // `in 2020/21 A review …` is a year, and a sentence.
      / [A-Z]$/.test(data) ? isPncNumber(data) : /\bPNC\b[^.]{0,30}$/.test(before) || isPncNumber(data),
  },
  {
    what: 'a case-file number',
    pattern:
      /\b(?:case(?:[ -]file)?|file|client|child|offender)[ -](?:number|no\.?|ref(?:erence)?\.?(?: number| no\.?)?|id)[ :#(-]{1,3}(?:is |was )?(?<data>[A-Z]{0,4}[ /-]?\d[A-Z\d/-]{2,18})(?![\w/])/gi,
    is: (data) => isCaseNumber(data),
  },
  {
    what: 'a home address',
    pattern: new RegExp(
      String.raw`\b(?:[Hh]ome address|[Ll]iv(?:es|ed|ing)|[Rr]esid(?:es|ed|ing)|[Mm]oved|[Pp]laced)\b(?:[:,]| is| was)?(?<way>(?: (?:[a-z]{1,12}|Y[JO][BST])){0,6}) ?(?<data>${street})`,
      'g',
    ),
    is: (_, before, after, way) => {
      // Who placed somebody does not live there, but may well work elsewhere.
      const goal = way.replace(/ by (?:the )?\w+/, '');
      if (office.test(goal) || worksThere.test(goal)) return false;
      return (
        livesThere.test(before) || !(worksThere.test(before) || office.test(before) || office.test(after))
      );
    },
  },
  {
    what: 'a postcode',
    pattern: new RegExp(
      String.raw`${alone}[A-PR-UWYZ](?:\d[A-HJKPSTUW\d]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)[ -]?\d[ABD-HJLNP-UW-Z]{2}(?![\w/-])`,
      'g',
    ),
    is: (_, before, after) => home.test(before) || !(office.test(before) || office.test(after)),
  },
  {
    what: 'a mobile telephone number',
    pattern: new RegExp(
      String.raw`(?<![\w/.=@-])(?:\+44[ -]?\(?0?\)?[ -]?7|0044[ -]?7|07)\d(?:[ -]?\d){8}(?![\w/-])`,
      'g',
    ),
    is: (_, before, after) => !publicLine.test(before.slice(-40)) && !publicLine.test(after),
  },
  {
    what: 'a private telephone number',
    pattern:
      /\b(?:home|private|personal|landline|(?:mother|mum|father|dad|parent|carer|child|family|grandmother|grandfather)'?s)(?:[ -]home)?[ -](?:(?:tele)?phone(?: number)?|number|tel\.?)[ :(-]{1,3}(?:is |was |on )?(?<data>0[12]\d(?:[ -]?\d){7,9})(?!\d)/gi,
  },
  {
    what: 'a private e-mail address',
    pattern: new RegExp(
      String.raw`(?<![\w.+-])[\w.+-]{1,64}@(?:${mailboxes})\.(?:com|co\.uk|net|me|uk)(?![\w-])`,
      'gi',
    ),
  },
];

/** Every kind has one of these; few paragraphs do. */
const cue = new RegExp(
  String.raw`@|\d[A-Z]{2}\b|\d ?\/ ?\d{1,7}[ -]?[A-Z]|\d{3}[ ‐-―−-]?\d{3}|\b(?:born|birth|dob|d\.o\.b)\b|\b(?:number|no|ref|reference|id|phone|tel)\b.{1,12}\d|\d[a-z]?,? [A-Z][A-Za-z’' ‐-―-]{1,60}(?:${streets})\b`,
  'i',
);

const personal = inWords(cue, identifying);

function* identifying({ flat }: Paragraph): Iterable<Finding> {
  const words = straight(flat.folded);
  const taken = new Uint8Array(words.length);
  for (const { what, pattern, is } of kinds)
    for (const match of words.matchAll(pattern)) {
      const data = match.groups?.data ?? match[0];
      const start = match.index + match[0].length - data.length;
      const end = start + data.length;
      if (taken.subarray(start, end).includes(1)) continue;
      const before =
        words
          .slice(Math.max(0, start - 300), start)
          .split(/[.?!] /)
          .at(-1) ?? '';
      if (is?.(data, before, words.slice(end, end + 40), match.groups?.way ?? '') === false) continue;
      taken.fill(1, start, end);
      yield {
        range: flat.range(start, end),
        message: `This looks like ${what}. It could identify a child, and must not be published.`,
      };
    }
}

/** A number of some length; a year, or how many there were, is none. */
function isCaseNumber(data: string): boolean {
  const [, letters = '', gap = ''] = /^([A-Z]*)([ /-]?)/i.exec(data) ?? [];
  // `case ref. of 1234` would be a word and a number.
  if (gap === ' ' && letters !== letters.toUpperCase()) return false;
  const figures = (data.match(/\d/g) ?? []).length;
  return (
    (figures >= 4 || (figures === 3 && letters !== '' && gap !== ' ')) && !/^ ?(?:19|20)\d\d$/.test(data)
  );
}

/** Ten figures, the last of which is a check by the rest (NHS data dictionary: weights of 10 to 2, modulus 11). */
function isNhsNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const sum = Array.from(digits.slice(0, 9)).reduce(
    (total, digit, index) => total + Number(digit) * (10 - index),
    0,
  );
  return /^[4679]/.test(digits) && (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** A year, a serial number and a letter that is a check on both (modulus 23). */
function isPncNumber(text: string): boolean {
  const [, year = '', serial = '', letter = ''] = /(\d{2}) ?\/ ?(\d{5,7})[ -]?([A-Z])$/.exec(text) ?? [];
  const number = Number(year + serial.padStart(7, '0'));
  return serial !== '' && 'ZABCDEFGHJKLMNPQRTUVWXY'[number % 23] === letter;
}
