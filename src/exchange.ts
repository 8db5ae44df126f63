/**
 * What the extension needs to show and to export reports. It is a bundle of its own, which is not read
 * before somebody asks for it: the start of the extension does not wait for it.
 */
export { isOurWord } from './word/ours.js';
export { wordOf } from './word/wordOf.js';
export { documentOf } from './document/document.js';
export { exportedName } from './document/generator.js';
export { mostBytes, readPictures, type ReadPicture } from './document/pictures.js';
export { isOurPage, pageOf } from './page/page.js';
export { reportView } from './preview/show.js';
export { baseOf } from './word/base.js';
export { PackageError } from './word/package/zip.js';
export { readWord } from './word/read/readWord.js';
export { review } from './word/review.js';
export { signOffList } from './word/signOff.js';
