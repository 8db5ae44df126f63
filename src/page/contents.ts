import type { Element } from 'hast';
import { h } from 'hastscript';
import type { DocumentHeading } from '../document/headings.js';
import type { Setting } from './setting.js';

/** The list of contents: the parts of a report, and the standards and other sections in them. */
export function contents(headings: readonly DocumentHeading[], setting: Setting): Element | undefined {
  const entries = headings.filter(({ level }) => level === 2 || level === 3);
  if (entries.length === 0) return undefined;
  const parts: { entry: DocumentHeading; below: DocumentHeading[] }[] = [];
  for (const entry of entries) {
    const part = parts.at(-1);
    if (entry.level === 2 || !part) parts.push({ entry, below: [] });
    else part.below.push(entry);
  }
  const link = ({ node, text }: DocumentHeading) => {
    const { id } = setting.headingProperties(node);
    return h('a', setting.linkProperties(`#${String(id)}`), text);
  };
  return h(
    'nav',
    { className: 'ir-contents', id: 'contents_', ariaLabel: 'Contents' },
    h('details', { open: setting.contentsOpen }, [
      h('summary', 'Contents'),
      h(
        'ol',
        parts.map(({ entry, below }) =>
          h('li', [
            link(entry),
            ...(below.length > 0
              ? [
                  h(
                    'ol',
                    below.map((each) => h('li', link(each))),
                  ),
                ]
              : []),
          ]),
        ),
      ),
    ]),
  );
}
