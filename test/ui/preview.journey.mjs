import assert from 'node:assert/strict';
import { journey, waitFor } from './workbench.mjs';

await journey(
  'a draft is read as a report beside the editor',
  {
    folder: 'examples',
    file: 'northbridge.report.md',
    viewport: { width: 1500, height: 940 },
    settings: {
      'workbench.activityBar.location': 'hidden',
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
    },
  },
  async (workbench) => {
    const preview = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    const lineOf = async (/** @type {string} */ text) => {
      const place = preview.locator('p.code-line', { hasText: text });
      return Number(await place.getAttribute('data-line')) + 1;
    };
    await workbench.press('ControlOrMeta+b');
    await workbench.runCommand('Markdown: Open Preview to the Side');

    // The ratings page, with what does not agree said in words.
    const card = preview.locator('.ir-ratings-page');
    await card.waitFor();
    assert.match(await card.innerText(), /25\/36\s+the ratings add up to 23\/36/);

    // A double click leads to the line in the editor, an entry of the contents to its part.
    const sentence = preview.locator('p.code-line', { hasText: 'Northbridge has strong foundations' });
    const line = Number(await sentence.getAttribute('data-line')) + 1;
    await sentence.dblclick();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
    await preview.locator('.ir-contents summary').click();
    await preview.locator('.ir-contents a', { hasText: '2.3. Implementation and delivery' }).click();
    await waitFor(
      'the part that the contents lead to',
      () => preview.locator('h3', { hasText: '2.3. Implementation and delivery' }).boundingBox(),
      (box) => box && box.y > -50 && box.y < 700,
    );

    // Each theme has colours of its own. The two places are those that a reader looks at first.
    const places = {
      'ratings page': 'Fieldwork started September 2026',
      standard: 'Children received a great deal of help',
    };
    const lines = Object.fromEntries(
      await Promise.all(Object.entries(places).map(async ([name, text]) => [name, await lineOf(text)])),
    );
    for (const [theme, kind] of [
      ['Light Modern', 'vscode-light'],
      ['Dark Modern', 'vscode-dark'],
      ['Dark High Contrast', 'vscode-high-contrast'],
      ['Light High Contrast', 'vscode-high-contrast-light'],
    ]) {
      await workbench.press('ControlOrMeta+1');
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.type(theme);
      await workbench.press('Enter');
      await waitFor(
        `the preview in ${theme}`,
        () => preview.locator('body').getAttribute('class'),
        (names) => names?.split(' ').includes(kind),
      );
      for (const [name, line] of Object.entries(lines)) {
        await workbench.goTo(line);
        await waitFor(
          `the ${name} in sight`,
          () =>
            preview
              .locator(`[data-line="${line - 1}"]`)
              .first()
              .boundingBox(),
          (box) => box && box.y > 0 && box.y < 700,
        );
        await workbench.screenshot(`preview ${theme} ${name}`);
      }
    }
  },
);
