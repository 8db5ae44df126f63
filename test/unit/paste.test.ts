import { describe, expect, it } from 'vitest';
import { pastedMarkdown } from '../../src/intake/paste';

const pasted = (html: string, isTaken?: (label: string) => boolean) => pastedMarkdown(html, '', isTaken);

describe('what is pasted into a draft', () => {
  it('cells from a spreadsheet become a table, figures to the right', () => {
    const plain = 'Age\t10–14 years\t15–17 years\nNorthbridge YJS\t17%\t83%\n';
    expect(pastedMarkdown('', plain)).toBe(
      [
        '| Age | 10–14 years | 15–17 years |',
        '| --- | ---: | ---: |',
        '| Northbridge YJS | 17% | 83% |',
      ].join('\n'),
    );
  });

  it('a table of a web page or of Word becomes a table, with a header of its own or an empty one', () => {
    const table = (cells: string) =>
      `<table><tr><${cells}>Offence</${cells}><${cells}>Cases</${cells}></tr></table>`;
    expect(
      pasted(
        `<table><tr><td>Robbery</td><td>31%</td></tr><tr><td>Burglary | theft</td><td>13%</td></tr></table>`,
      ),
    ).toBe(['| | |', '| --- | ---: |', '| Robbery | 31% |', '| Burglary \\| theft | 13% |'].join('\n'));
    expect(pasted(table('th'))).toContain('| Offence | Cases |\n| --- | --- |');
  });

  it('headings, lists, bold, italics and links survive', () => {
    const html =
      '<h3>Planning</h3><p>It was <b>good</b>, see <a href="https://example.org/a">the <i>annexe</i></a>.</p>' +
      '<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li></ol>';
    expect(pasted(html)).toBe(
      [
        '### Planning',
        'It was **good**, see [the *annexe*](https://example.org/a).',
        '- one\n- two',
        '3. three',
      ].join('\n\n'),
    );
  });

  it('footnotes of Word survive, under labels that the draft does not have', () => {
    const html =
      '<p>Our rating<a href="#_ftn1"><sup>[1]</sup></a> is based on this.</p>' +
      '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> It is driven by the lowest score.</p></div>';
    expect(pasted(html, (label) => label === '1')).toBe(
      'Our rating[^2] is based on this.\n\n[^2]: It is driven by the lowest score.',
    );
  });

  it('a mark without its footnote stays as it was printed', () => {
    expect(pasted('<p>Our <b>rating</b><sup>4</sup> is.</p>')).toBe('Our **rating**<sup>4</sup> is.');
  });

  it('lists that Word writes as paragraphs with bullets become lists', () => {
    const item = (mark: string, words: string) =>
      `<p class=MsoListParagraph><![if !supportLists]><span>${mark}<span>&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`;
    const html = `<html><body><!--StartFragment-->${item('·', 'one')}${item('·', 'two')}<p>After.</p><!--EndFragment--></body></html>`;
    expect(pasted(html)).toBe('- one\n- two\n\nAfter.');
    expect(pasted(item('1.', 'one') + item('2.', 'two'))).toBe('1. one\n2. two');
  });

  it('a picture asks for what it shows', () => {
    expect(pasted('<p>See <img src="https://example.org/chart.png"></p>')).toBe(
      'See ![‹what the picture shows›](https://example.org/chart.png)',
    );
    expect(pasted('<p><img alt="A chart" src="data:image/png;base64,AAAA"></p>')).toBe(
      '![A chart](<‹file of the picture›>)',
    );
  });

  it('plain words are pasted as they are', () => {
    expect(pasted('<p>One.</p><p>Two.</p>')).toBeUndefined();
    expect(pastedMarkdown('', 'One\ttwo\nthree')).toBeUndefined();
    expect(pastedMarkdown('', 'Only words')).toBeUndefined();
  });

  it('a script is nothing that was said', () => {
    expect(pasted('<h2>One</h2><script>alert(1)</script><style>p{}</style>')).toBe('## One');
  });
});
