import type { Element } from 'xast';
import { x } from '../xml/x.js';
import type { DocumentHeading } from '../../document/headings.js';
import { paragraph } from './paragraphs.js';
import { field, run } from './runs.js';

/** Parts, and the sections of standards in them. */
const levels = [2, 3];

/**
 * The Contents: a field that lists the headings, each leading to its place. Page numbers are Word's to count:
 * they come when the document is printed, or
 * the field updated. To ask for that on opening would make Word ask its reader a question.
 * @param places the names of the places that headings stand at, by their ids.
 */
export function contents(
  headings: readonly DocumentHeading[],
  places: ReadonlyMap<string, string>,
): Element[] {
  const listed = headings.filter(({ level }) => levels.includes(level));
  if (listed.length === 0) return [];
  const [begin, instruction, separate, end] = field('TOC \\o "1-2" \\h \\z', []);
  const entries = listed.map(({ id, level, text }, index) => {
    const name = places.get(id) ?? '';
    const link = x(
      'w:hyperlink',
      { 'w:anchor': name, 'w:history': '1' },
      run(text),
      x('w:r', x('w:tab')),
      field(`PAGEREF ${name}`, []),
    );
    const before = index === 0 ? [begin, instruction, separate] : [];
    const after = index === listed.length - 1 ? [end] : [];
    return paragraph(
      {
        style: level === 2 ? 'contents1' : 'contents2',
        // A part stands on the page of its first section.
        keepNext: level === 2 && listed[index + 1]?.level === 3,
      },
      [...before, link, ...after].filter((piece) => piece !== undefined),
    );
  });
  return [
    x(
      'w:sdt',
      x(
        'w:sdtPr',
        x('w:docPartObj', x('w:docPartGallery', { 'w:val': 'Table of Contents' }), x('w:docPartUnique')),
      ),
      x('w:sdtContent', paragraph({ style: 'contentsHeading' }, [run('Contents')]), entries),
    ),
  ];
}
