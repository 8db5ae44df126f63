import assert from 'node:assert/strict';
import { journey } from './workbench.mjs';

await journey(
  'a slip is seen, understood and put right by keyboard',
  { folder: 'examples', file: 'northbridge.report.md' },
  async (workbench) => {
    // Seen: the Problems panel names what does not agree.
    const problems = await workbench.waitForProblems('the slips of the example', (list) => list.length === 7);
    assert.deepEqual(problems.map(({ code }) => code).sort(), [
      'footnote',
      'heading',
      'lowest-in-bold',
      'percentage-reachable',
      'rating-spelling',
      'ratings-page',
      'score',
    ]);
    assert.ok(problems.every(({ source }) => source === 'inspection-report'));
    const score = problems.find(({ code }) => code === 'score');
    assert.match(score.message, /given as 25\/36.*add up to 23\/36/);

    // Understood: what is wrong, why, and what the rule is.
    await workbench.goTo(score.line, score.column);
    const said = await workbench.hover();
    assert.match(said, /given as 25\/36, but the ratings of the 12 scored standards add up to 23\/36/);
    assert.match(said, /inspection-report\W*score/);
    await workbench.screenshot('hover');
    await workbench.press('Escape');

    // Put right: the fix is the first in the menu.
    await workbench.goTo(score.line, score.column);
    await workbench.openQuickFixes('Set the score to 23/36');
    await workbench.screenshot('quick fix');
    await workbench.applyQuickFix('Set the score to 23/36');
    await workbench.waitForText('Score: 23/36');
    await workbench.waitForProblems('no score', (list) => !list.some(({ code }) => code === 'score'));

    // Made anew by typing, and taken back.
    await workbench.goTo(score.line, score.column);
    await workbench.type('1');
    await workbench.waitForProblems('the score again', (list) => list.some(({ code }) => code === 'score'));
    await workbench.press('Backspace');
    await workbench.waitForProblems('no score', (list) => !list.some(({ code }) => code === 'score'));

    // Turned off at its place, with the reason typed right away.
    const reachable = (await workbench.problems()).find(({ code }) => code === 'percentage-reachable');
    await workbench.goTo(reachable.line, reachable.column);
    await workbench.openQuickFixes("Turn off 'percentage-reachable' here, by a comment in the draft");
    await workbench.applyQuickFix("Turn off 'percentage-reachable' here, by a comment in the draft");
    await workbench.waitForText('percentage-reachable -- reason -->');
    await workbench.type('one case was not assessed');
    await workbench.waitForText(
      '<!-- inspection-report-disable percentage-reachable -- one case was not assessed -->',
    );
    await workbench.waitForText('<!-- inspection-report-enable percentage-reachable -->');
    await workbench.waitForProblems('the rule to be off', (list) =>
      list.every(({ code }) => code !== 'percentage-reachable'),
    );

    // All that is safe at once.
    await workbench.runCommand('Inspection report: Fix all safe problems');
    const left = await workbench.waitForProblems('what is left', (list) => list.length === 1);
    assert.equal(left[0].code, 'footnote');

    // The last look before it goes to print.
    await workbench.runCommand('Inspection report: Check for publication');
    await workbench.page
      .locator('.pane', { hasText: 'No errors, but 1 warning to look at before publication.' })
      .waitFor();
  },
);
