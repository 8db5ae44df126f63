/**
 * The ways in and out. They are a bundle of their own, which is not read before somebody asks for it: the start
 * of the extension does not wait for it.
 */
export { isOurWord } from './word/ours.js';
export { wordOf } from './word/wordOf.js';
export { documentOf } from './document/document.js';
export { exportedName } from './document/generator.js';
export { mostBytes, readPictures, type ReadPicture } from './document/pictures.js';
export { isOurPage, pageOf } from './page/page.js';
export { reportView } from './preview/show.js';
export {
  canImport,
  draftName,
  FrameworkUnclear,
  importedKinds,
  importReport,
  IntakeError,
  largestImport,
  unplacedSlot,
} from './intake/intake.js';
export { alternativeSlot, pastedMarkdown } from './intake/paste.js';
export { baseOf } from './word/base.js';
export { PackageError } from './word/package/zip.js';
export { readWord } from './word/read/readWord.js';
export { review } from './word/review.js';
export { signOffList } from './word/signOff.js';
export { casesOf, readCaseData } from './cases/caseData.js';
export { CaseDataError } from './cases/dataError.js';
export { mostDataBytes, tooLarge } from './cases/dataRows.js';
export { askAboutNotApplicable, fillingOf } from './cases/filling.js';
export { cellChange, fillingLines, ratingChange, statedChange } from './cases/fillingText.js';
