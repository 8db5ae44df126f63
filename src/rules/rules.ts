import { abbreviation } from './abbreviation.js';
import { altText } from './alt-text.js';
import { bandingSensitive } from './banding-sensitive.js';
import { breakdown } from './breakdown.js';
import { claimVsTable } from './claim-vs-table.js';
import { claimsAgree } from './claims-agree.js';
import { consistency } from './consistency.js';
import { contents } from './contents.js';
import { countShorthand } from './count-shorthand.js';
import { dates } from './dates.js';
import { disableDirective } from './disable-directive.js';
import { discretion } from './discretion.js';
import { editionWording } from './edition-wording.js';
import { figuresCompared } from './figures-compared.js';
import { footnote } from './footnote.js';
import { framework } from './framework.js';
import { frameworkWords } from './framework-words.js';
import { frontMatter } from './front-matter.js';
import { heading } from './heading.js';
import { impossibleCount } from './impossible-count.js';
import { imprint } from './imprint.js';
import { isbn } from './isbn.js';
import { keyQuestionMissing } from './key-question-missing.js';
import { keyQuestionOrder } from './key-question-order.js';
import { keyQuestionWording } from './key-question-wording.js';
import { link } from './link.js';
import { listPunctuation } from './list-punctuation.js';
import { lowestInBold } from './lowest-in-bold.js';
import { numberStyle } from './number-style.js';
import { overallRating } from './overall-rating.js';
import { ownName } from './own-name.js';
import { percentage } from './percentage.js';
import { percentageOfFraction } from './percentage-of-fraction.js';
import { percentageReachable } from './percentage-reachable.js';
import { personalData } from './personal-data.js';
import { placeholder } from './placeholder.js';
import { promptLettering } from './prompt-lettering.js';
import { proportionWord } from './proportion-word.js';
import { ratingInProse } from './rating-in-prose.js';
import { ratingIntroduction } from './rating-introduction.js';
import { ratingMissing } from './rating-missing.js';
import { ratingQuotes } from './rating-quotes.js';
import { ratingSpelling } from './rating-spelling.js';
import { ratingsCounted } from './ratings-counted.js';
import { ratingsPage } from './ratings-page.js';
import { recommendations } from './recommendations.js';
import { repeatedText } from './repeated-text.js';
import { repeatedWord } from './repeated-word.js';
import type { Rule } from './rule.js';
import { sampleSize } from './sample-size.js';
import { score } from './score.js';
import { sectionMissing } from './section-missing.js';
import { sectionOrder } from './section-order.js';
import { serviceAbbreviation } from './service-abbreviation.js';
import { standardMissing } from './standard-missing.js';
import { standardRating } from './standard-rating.js';
import { standardUnknown } from './standard-unknown.js';
import { statement } from './statement.js';
import { structure } from './structure.js';
import { tableHeader } from './table-header.js';
import { unfinishedText } from './unfinished-text.js';

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  frontMatter,
  framework,
  standardMissing,
  standardUnknown,
  heading,
  sectionOrder,
  sectionMissing,
  statement,
  ratingIntroduction,
  footnote,
  contents,
  structure,
  frameworkWords,
  disableDirective,
  ratingMissing,
  ratingSpelling,
  standardRating,
  discretion,
  ratingsPage,
  score,
  overallRating,
  ratingInProse,
  ratingQuotes,
  ratingsCounted,
  keyQuestionMissing,
  keyQuestionWording,
  keyQuestionOrder,
  percentage,
  percentageReachable,
  countShorthand,
  bandingSensitive,
  lowestInBold,
  tableHeader,
  promptLettering,
  sampleSize,
  breakdown,
  percentageOfFraction,
  impossibleCount,
  figuresCompared,
  claimVsTable,
  claimsAgree,
  proportionWord,
  recommendations,
  dates,
  placeholder,
  unfinishedText,
  isbn,
  imprint,
  link,
  altText,
  serviceAbbreviation,
  ownName,
  abbreviation,
  consistency,
  numberStyle,
  editionWording,
  listPunctuation,
  repeatedWord,
  repeatedText,
  personalData,
];

/** The ids of all rules. */
export const ruleIds: ReadonlySet<string> = new Set(rules.map((each) => each.id));
