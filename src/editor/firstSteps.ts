import * as vscode from 'vscode';
import { section } from './settings.js';

const shown = 'firstStepsShown';

/** Opens the walkthrough. */
export async function openFirstSteps(toSide = false): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'inspection-reports.inspection-reports#firstSteps',
    toSide,
  );
}

/**
 * Opens the walkthrough beside the draft, once, in a folder whose settings ask for it: that is how `npm start` says
 * that somebody is trying the extension out. VS Code itself shows a walkthrough only after an installation.
 */
export async function offerFirstSteps(state: vscode.Memento): Promise<void> {
  if (vscode.workspace.getConfiguration(section).get('firstSteps') !== true || state.get(shown) === true)
    return;
  await state.update(shown, true);
  await openFirstSteps(true);
}
