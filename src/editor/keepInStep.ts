import * as vscode from 'vscode';
import { fixAll } from '../check/fixes.js';
import type { Standard } from '../framework/pack.js';
import { bringUpToDate, turnCounts } from '../language/upToDate.js';
import { renumberRecommendations } from '../language/recommendations.js';
import { explainStandard } from '../rating/explain.js';
import { standardViews } from '../report/evidence.js';
import { ratingDue, stateRating } from '../rules/statedRating.js';
import { named } from '../rules/wording.js';
import { labelText } from '../report/plainText.js';
import type { TextEdit } from '../rules/rule.js';
import { applyToDraft, draftFor, ratedDraft } from './activeDraft.js';
import type { CheckedDraft, Drafts } from './drafts.js';

/** Makes the ratings page follow from the sections. */
export async function bringRatingsPageUpToDate(drafts: Drafts, uri?: string): Promise<void> {
  const draft = await ratedDraft(drafts, uri);
  if (!draft) return;
  const { document, checked } = draft;
  const edits = bringUpToDate(checked.result);
  if (edits.length > 0 && !(await applyToDraft(document, checked, edits))) return;
  const { rating } = checked.result;
  const done =
    edits.length > 0
      ? 'The ratings page is up to date.'
      : 'The ratings page agrees with the sections already.';
  const missing = rating?.score.missing.length ?? 0;
  const open =
    missing === 0
      ? ''
      : ` ${missing === 1 ? 'One standard is' : `${String(missing)} standards are`} not rated yet.`;
  void vscode.window.showInformationMessage(labelText(done + open));
}

/** Makes all safe fixes. */
export async function fixAllSafe(drafts: Drafts): Promise<void> {
  await change(
    drafts,
    (checked) => fixAll(checked.result.report.text, { settings: checked.settings }).edits,
    'There is nothing that can be fixed safely without you.',
  );
}

/** Numbers the recommendations through. */
export async function renumber(drafts: Drafts): Promise<void> {
  await change(
    drafts,
    ({ result }) => renumberRecommendations(result.report),
    'The recommendations are numbered in order already, or there are none.',
  );
}

/** Turns counts into percentages. */
export async function turnCountsIntoPercentages(drafts: Drafts): Promise<void> {
  await change(
    drafts,
    ({ result }) => turnCounts(result),
    'There is no count such as 8/11 in a key-question table to be turned into a percentage.',
  );
}

async function change(
  drafts: Drafts,
  edits: (checked: CheckedDraft) => readonly TextEdit[],
  nothing: string,
): Promise<void> {
  const document = await draftFor();
  const checked = document && (await drafts.check(document, true));
  if (!checked) return;
  const wanted = edits(checked);
  if (wanted.length === 0) void vscode.window.showInformationMessage(labelText(nothing));
  else await applyToDraft(document, checked, wanted);
}

/** Asks for the rating of a standard, that which follows from its table first, and writes it into its section. */
export async function setRating(drafts: Drafts, uri?: string, id?: string): Promise<void> {
  const draft = await ratedDraft(drafts, uri);
  if (!draft) return;
  const { document, checked } = draft;
  const { report, framework, rating } = checked.result;
  if (!framework || !rating) return;
  const standard =
    framework.standardById.get(id ?? '') ??
    standardAtCursor(checked, document) ??
    (await pickStandard(checked));
  if (!standard) return;
  const section = standardViews(report).get(standard.id)?.body;
  const own = rating.standards[standard.id];
  if (!section || !own) {
    void vscode.window.showInformationMessage(labelText(`There is no section on ${named(standard)} yet.`));
    return;
  }
  const due = ratingDue(own);
  const chosen = await vscode.window.showQuickPick(
    [...framework.ratingNames]
      .reverse()
      .sort((a, b) => Number(b === due) - Number(a === due))
      .map((label) => ({
        label: labelText(label),
        rating: label,
        description: labelText(
          [
            ...(label === due ? [explainStandard(framework, standard, own)] : []),
            ...(label === own.stated ? ['stated now'] : []),
          ].join(' · '),
        ),
      })),
    {
      title: labelText(`Rating of ${named(standard)}`),
      placeHolder: 'Which rating did the panel give?',
    },
  );
  if (chosen)
    await applyToDraft(document, checked, [stateRating({ report, framework }, section, chosen.rating)]);
}

function standardAtCursor({ result }: CheckedDraft, document: vscode.TextDocument): Standard | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return undefined;
  const offset = document.offsetAt(editor.selection.active);
  return result.report.sections.find(({ range }) => range.start <= offset && offset < range.end)?.standard;
}

async function pickStandard({ result: { framework, rating } }: CheckedDraft): Promise<Standard | undefined> {
  const covered = (framework?.standards ?? []).filter((each) => rating?.covers.includes(each.id));
  const chosen = await vscode.window.showQuickPick(
    covered.map((standard) => ({
      label: labelText(named(standard)),
      description: labelText(rating?.standards[standard.id]?.stated ?? 'not rated yet'),
      standard,
    })),
    { title: 'Set a rating', placeHolder: 'Which standard?' },
  );
  return chosen?.standard;
}
