import * as vscode from 'vscode';
import type { Framework } from '../framework/framework.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import type { Layout } from '../framework/pack.js';
import { askedFor, type Question } from '../language/newReport.js';
import { labelText, plainText } from '../report/plainText.js';
import { newDraft } from '../template/draft.js';
import { snippetLines } from '../template/snippet.js';

/**
 * Asks what a new report is about, step by step, and opens a complete draft of it that is not saved yet.
 * @param given answers that are not asked for any more, by the entries of the front matter (`area`,
 * `cases.resettlement`): from a key binding, or a task
 */
export async function newReport(given: unknown): Promise<void> {
  const known = answersIn(given);
  const answers = new Map(known);
  const formGiven = forms().find(
    (each) =>
      each.framework.id === known.get('framework')?.value && each.layout.id === known.get('layout')?.value,
  );
  let form = formGiven;
  for (let step = form ? 1 : 0; ;) {
    // Until a form is chosen, the first one tells how many steps there are.
    const asked = form ?? forms()[0];
    const questions = (asked ? askedFor(asked.framework) : []).filter(
      ({ key, mistake }) =>
        known.get(key) === undefined || mistake(known.get(key)?.value ?? '') !== undefined,
    );
    const first = formGiven ? 1 : 0;
    const steps = questions.length + 1 - first;
    const title = `New inspection report (${String(step + 1 - first)} of ${String(steps)})`;
    if (step === 0) {
      form = await chooseForm(title, form);
      if (!form) return;
      step++;
      continue;
    }
    const question = questions[step - 1];
    if (!question) break;
    const answer = await ask(title, question, answers, step > first);
    if (answer === undefined) return;
    if (answer !== 'back') answers.set(question.key, { value: answer });
    step += answer === 'back' ? -1 : 1;
  }
  if (form) await openDraft(form, answers);
}

function answersIn(given: unknown): Map<string, { value: string }> {
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return new Map(
    entries.flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[key, { value }]] : [],
    ),
  );
}

interface Form {
  readonly framework: Framework;
  readonly layout: Layout;
}

function forms(): Form[] {
  return frameworkIds.flatMap((id) => {
    const framework = builtInFramework(id);
    return framework ? framework.layouts.map((layout) => ({ framework, layout })) : [];
  });
}

async function chooseForm(title: string, before: Form | undefined): Promise<Form | undefined> {
  const items = forms().map((each) => ({
    label: labelText(each.layout.title),
    detail: labelText(each.framework.title),
    ...each,
  }));
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = plainText(title);
  pick.placeholder = 'Which edition of the standards, and which form of report?';
  pick.items = items;
  if (before) pick.activeItems = items.filter((each) => each.layout === before.layout);
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      // Nothing is chosen where what was typed fits none of them: then the question stands.
      if (!chosen) return;
      resolve(chosen);
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** One step: the answer, `back`, or undefined where the author has had enough. */
async function ask(
  title: string,
  question: Question,
  answers: ReadonlyMap<string, { readonly value: string }>,
  hasBefore: boolean,
): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = plainText(title);
  input.prompt = labelText(question.prompt);
  input.placeholder = plainText(question.example);
  input.value = answers.get(question.key)?.value ?? question.suggested(answers);
  if (hasBefore) input.buttons = [vscode.QuickInputButtons.Back];
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    const validate = () => {
      const mistake = question.mistake(input.value.trim());
      input.validationMessage = labelText(mistake ?? '');
      return mistake === undefined;
    };
    input.onDidChangeValue(validate);
    input.onDidTriggerButton(() => {
      resolve('back');
      input.dispose();
    });
    input.onDidAccept(() => {
      if (!validate()) return;
      resolve(input.value.trim());
      input.dispose();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** Opens a document that is not saved yet, called after something. */
export async function openUntitled(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(await freeName(name));
  await vscode.languages.setTextDocumentLanguage(document, 'markdown');
  return vscode.window.showTextDocument(document, { preview: false });
}

async function openDraft(
  { framework, layout }: Form,
  answers: ReadonlyMap<string, { readonly value: string }>,
): Promise<void> {
  const editor = await openUntitled(answers.get('area')?.value ?? '');
  const lines = snippetLines(framework, newDraft(framework, layout, answers));
  await editor.insertSnippet(new vscode.SnippetString(`${lines.join('\n')}\n`), new vscode.Position(0, 0));
}

/** A name that no file has yet, in the workspace where there is one. */
async function freeName(wished: string): Promise<vscode.Uri> {
  const name =
    wished
      .normalize('NFKD')
      .replace(/[^\w]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'inspection';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${String(number)}`}.report.md`;
    const uri = folder
      ? vscode.Uri.joinPath(folder, file).with({ scheme: 'untitled' })
      : vscode.Uri.from({ scheme: 'untitled', path: file });
    const taken =
      vscode.workspace.textDocuments.some((each) => each.uri.path === uri.path) ||
      (folder !== undefined && (await exists(vscode.Uri.joinPath(folder, file))));
    if (!taken) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
