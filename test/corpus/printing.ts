/** Drafts printed as published reports are: as the text that a reader of PDF gives, and as a web page. */

/** How a printed text may have suffered. */
export const mishaps: Readonly<Record<string, (text: string) => string>> = {
  'wrapped at 70 columns': (text) => wrapped(text, 70, false),
  'wrapped, with words divided': (text) => wrapped(text, 70, true),
  'with a header and a footer on every page': (text) =>
    onPages(text, (page, title) => [title, '', `Page ${String(page)}`]),
  'with a page number and a page break': (text) => onPages(text, (page) => [String(page), '\f']),
  'with running titles that have the page number in them': (text) =>
    onPages(text, (page, title) => [`${title}    ${String(page)}`]),
  'wrapped, with footers in the middle of paragraphs': (text) =>
    onPages(wrapped(text, 80, true), (page) => [`HM Inspectorate of Probation | ${String(page)}`], true),
  'with tables in lines': (text) => text.replace(/\t+$/gm, '').replace(/\t+/g, '\n'),
  'with spaces for tabs': (text) => text.replaceAll('\t', ' '),
  'with columns of spaces': (text) => text.replaceAll('\t', '     '),
};

function wrapped(text: string, width: number, divide: boolean): string {
  return text
    .split('\n')
    .flatMap((line) => {
      // The reader of a table sees its rows whole; what is no table is broken.
      const lines: string[] = [];
      let rest = line;
      while (rest.length > width) {
        let at = rest.lastIndexOf(' ', width);
        if (at <= 0) break;
        const word = /^ ([a-z]{9,})\b/.exec(rest.slice(at));
        const room = width - at - 2;
        if (divide && word && room >= 4 && (word[1] ?? '').length - room >= 3) {
          lines.push(`${rest.slice(0, at + 1 + room)}-`);
          rest = rest.slice(at + 1 + room);
          continue;
        }
        if (at > width) at = width;
        lines.push(rest.slice(0, at));
        rest = rest.slice(at + 1);
      }
      return [...lines, rest];
    })
    .join('\n');
}

/** The text with some lines between its pages of 45 lines: at the next blank line, or wherever a page ends. */
function onPages(
  text: string,
  between: (page: number, title: string) => readonly string[],
  anywhere = false,
): string {
  const title = 'Youth justice inspection: published report';
  const lines: string[] = [];
  let page = 1;
  let since = 0;
  for (const line of text.split('\n')) {
    lines.push(line);
    since++;
    if (since < 45 || (!anywhere && line.trim() !== '')) continue;
    const printed = between(page, title);
    lines.push(...(anywhere ? printed : ['', ...printed, '']));
    page++;
    since = 0;
  }
  return lines.join('\n');
}

/** How a draft is printed. */
export interface Manner {
  /** Cells of a row by tabs, or each on a line of its own. */
  readonly cells: 'tabs' | 'lines';
  /** Marks of footnotes: raised figures, `<sup>`, or figures that lost their being raised. */
  readonly marks: 'raised' | 'sup' | 'plain';
  /** Footnotes behind the paragraph that refers to them, or at the end of the section. */
  readonly footnotes: 'page' | 'section';
  readonly bullet: string;
  readonly contents: boolean;
}

export const manners: Readonly<Record<string, Manner>> = {
  'tabs and raised figures': {
    cells: 'tabs',
    marks: 'raised',
    footnotes: 'page',
    bullet: '-',
    contents: true,
  },
  'lines and <sup>': { cells: 'lines', marks: 'sup', footnotes: 'section', bullet: '•', contents: true },
  'lines, plain figures': {
    cells: 'lines',
    marks: 'plain',
    footnotes: 'section',
    bullet: '●',
    contents: true,
  },
  'no contents': { cells: 'tabs', marks: 'sup', footnotes: 'section', bullet: '-', contents: false },
};

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The blocks of a draft without its front matter; a footnote's number is by its first reference. */
function blocksOf(draft: string): { blocks: string[]; numbers: Map<string, number> } {
  const body = draft.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  const numbers = new Map<string, number>();
  for (const [, label = ''] of body.matchAll(/\[\^([^\]]+)\](?!:)/g))
    if (!numbers.has(label)) numbers.set(label, numbers.size + 1);
  return {
    blocks: body
      .split(/\n{2,}/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    numbers,
  };
}

/** A draft as the text of a printed report. */
export function printedText(draft: string, manner: Manner): string {
  const { blocks, numbers } = blocksOf(draft);
  const mark = (label: string) => {
    const number = String(numbers.get(label) ?? label);
    if (manner.marks === 'sup') return `<sup>${number}</sup>`;
    if (manner.marks === 'plain') return number;
    return number.replace(/\d/g, (digit) => raised.charAt(Number(digit)));
  };
  const plain = (text: string) =>
    text
      .replace(/^\[\^([^\]]+)\]: /gm, (_, label: string) => `${mark(label)} `)
      .replace(/\[\^([^\]]+)\]/g, (_, label: string) => mark(label))
      .replace(/\*\*([^*]+)\*\*/g, '$1')
      .replace(/\\\n/g, '\n');
  const printed: string[] = [];
  const titles: string[] = [];
  for (const block of blocks) {
    const heading = /^(#+) (.*)$/.exec(block);
    if (heading) {
      const title = plain(heading[2] ?? '');
      const isListed = heading[1] === '##' || (heading[1] === '###' && /^\d/.test(title));
      if (isListed) titles.push(title.replace(/[⁰-⁹¹²³]+$|<sup>.*/u, ''));
      printed.push(/^(?:Strengths|Areas for improvement)$/.test(title) ? `${title}:` : title);
    } else if (block.startsWith('|')) printed.push(printedTable(block, manner, plain));
    else if (/^(?:-|\d+\.) /.test(block)) printed.push(plain(block).replace(/^- /gm, `${manner.bullet} `));
    else
      printed.push(
        plain(block)
          .replace(/^> ?/gm, '')
          .replace(/^Rating: /, '')
          .replace(/^Score: /, 'Score ')
          .replace(/^Overall rating: /, 'Overall rating\n'),
      );
  }
  const [title = '', ...rest] = printed;
  const first = rest.findIndex((each) => titles[0] === each);
  const contents = manner.contents
    ? [
        ['Contents', '', ...titles.map((each, index) => `${each}${'.'.repeat(6)} ${String(index + 3)}`)].join(
          '\n',
        ),
      ]
    : [];
  const cover = rest.slice(0, Math.max(0, first));
  return [title, ...cover, ...contents, ...rest.slice(cover.length)].join('\n\n');
}

function printedTable(block: string, { cells }: Manner, plain: (text: string) => string): string {
  const rows = block
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .replace(/^\|\s*|\s*\|$/g, '')
        .split(/\s*\|\s*/)
        .map(plain),
    )
    .filter((row) => !/^(?:Standard|Key question)$/.test(row[0] ?? '') || row[1] !== 'Rating')
    .map((row) => (row[0] === 'Key question' ? ['', ...row.slice(1)] : row));
  return rows
    .map((row) => (cells === 'tabs' ? row.join('\t') : row.filter((cell) => cell !== '').join('\n')))
    .join('\n');
}

/** A draft as a page of the inspectorate's site: links back to the top in headings, notes `[1]` at the end. */
export function printedPage(draft: string): string {
  const { blocks, numbers } = blocksOf(draft);
  const notes: [number, string][] = [];
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const inline = (text: string) =>
    escaped(text)
      .replace(/\[\^([^\]]+)\]/g, (_, label: string) => {
        const number = String(numbers.get(label) ?? label);
        return `<a href="#_ftn${number}" id="_ftnref${number}">[${number}]</a>`;
      })
      .replace(/&lt;(https?:[^&]*)&gt;/g, '<a href="$1">$1</a>')
      .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>')
      .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
      .replace(/\*([^*\n]+)\*/g, '<em>$1</em>')
      .replace(/\\\n/g, '<br>');
  const body = blocks.map((block) => {
    const heading = /^(#+) (.*)$/.exec(block);
    if (heading) {
      const level = String(heading[1]?.length ?? 1);
      const back = level === '2' ? ' <a href="#top">(Back to top)</a>' : '';
      return `<h${level}>${inline(heading[2] ?? '')}${back}</h${level}>`;
    }
    if (block.startsWith('[^')) {
      for (const line of block.split('\n')) {
        const [, label = '', words = ''] = /^\[\^([^\]]+)\]: (.*)$/.exec(line) ?? [];
        notes.push([numbers.get(label) ?? 0, inline(words)]);
      }
      return '';
    }
    if (block.startsWith('|')) return tableOnPage(block, inline);
    if (block.startsWith('- '))
      return `<ul>${block
        .split(/\n(?=- )/)
        .map((each) => `<li>${inline(each.slice(2))}</li>`)
        .join('')}</ul>`;
    if (/^\d+\. /.test(block)) {
      const items = block
        .split(/\n(?=\d+\. )/)
        .map((each) => `<li>${inline(each.replace(/^\d+\. /, ''))}</li>`);
      return `<ol start="${/^\d+/.exec(block)?.[0] ?? '1'}">${items.join('')}</ol>`;
    }
    if (block.startsWith('>'))
      return `<blockquote><p>${inline(block.replace(/^> ?/gm, ''))}</p></blockquote>`;
    return `<p>${inline(block.replace(/^Rating: /, ''))}</p>`;
  });
  const list = notes
    .sort(([a], [b]) => a - b)
    .map(([number, words]) => `<p><a href="#_ftnref${String(number)}">[${String(number)}]</a> ${words}</p>`);
  return `<!doctype html><html lang="en-GB"><head><title>Report</title><style>p{}</style></head><body>
<header><nav><a href="/">Home</a></nav></header>
<main id="top">
<nav><ol><li><a href="#foreword">Foreword</a></li></ol></nav>
${[...body, ...list].join('\n')}
</main>
<footer><p>Open Government Licence</p></footer><script>alert(1)</script></body></html>`;
}

function tableOnPage(block: string, inline: (text: string) => string): string {
  const [head = [], ...rows] = block
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line) || /^\|(?: \|)+$/.test(line))
    .map((line) =>
      line
        .replace(/^\|\s*|\s*\|$/g, '')
        .split(/\s*\|\s*/)
        .map(inline),
    );
  const isEmpty = head.join('') === '';
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${isEmpty ? '' : `<thead>${row(head, 'th')}</thead>`}<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
