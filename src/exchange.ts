/** The ways in and out, as a bundle of its own: none of it is read before somebody asks for it. */
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
