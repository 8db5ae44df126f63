import * as vscode from 'vscode';
import { layoutsCurrentFirst, type Framework } from '../framework/framework.js';
import { builtInFramework, frameworkIds } from '../framework/frameworks.js';
import type { Layout } from '../framework/pack.js';
import { askedFor, type Question } from '../language/newReport.js';
import { findFrontMatter } from '../report/draft.js';
import { frontMatterLines, newDraft, valuesInTitle } from '../template/draft.js';
import { labelText, plainText } from '../report/plainText.js';
import { snippetLines } from '../template/snippet.js';
import { applyToDocument } from './activeDraft.js';

/**
 * Asks what a new report is about, step by step, and opens a complete draft of it that is not saved yet.
 * @param given answers that are not asked for any more, by the entries of the front matter (`area`,
 * `cases.resettlement`): from a key binding, or a task
 */
export async function newReport(given: unknown): Promise<void> {
  const asked = await askAll('New inspection report', answersIn(given), new Map());
  if (asked) await openDraft(asked.form, asked.answers);
}

/** Asks the same of a text that lacks the block at the top of a draft, and puts the block there. */
export async function addFrontMatter(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') {
    void vscode.window.showInformationMessage('Open the Markdown file first that is to become a draft.');
    return;
  }
  const { document } = editor;
  if (findFrontMatter(document.getText())) {
    void vscode.window.showInformationMessage(
      'There is a block at the top of this file already, between two lines of three hyphens. What is missing in it is marked there.',
    );
    return;
  }
  const title = /^# (.{1,200})$/m.exec(document.getText())?.[1]?.trim() ?? '';
  const likely = new Map(
    frameworkIds.flatMap((id) => {
      const framework = builtInFramework(id);
      return framework ? [...valuesInTitle(framework, title)] : [];
    }),
  );
  const asked = await askAll('The block at the top of a draft', new Map(), likely);
  if (!asked) return;
  const { framework, layout } = asked.form;
  const lines = frontMatterLines(framework, layout, asked.answers);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), `${lines.join('\n')}\n\n`);
  await applyToDocument(document, document.version, edit);
}

type Answers = ReadonlyMap<string, { readonly value: string }>;

/**
 * @param known what is not asked any more
 * @param likely what is suggested
 * @returns undefined where the author has had enough
 */
async function askAll(
  title: string,
  known: Answers,
  likely: Answers,
): Promise<{ form: Form; answers: Answers } | undefined> {
  const answers = new Map([...likely, ...known]);
  const formGiven = forms().find(
    (each) =>
      each.framework.id === known.get('framework')?.value && each.layout.id === known.get('layout')?.value,
  );
  let form = formGiven;
  for (let step = form ? 1 : 0; ;) {
    // Until a form is chosen, the first one tells how many steps there are.
    const about = form ?? forms()[0];
    const questions = (about ? askedFor(about.framework) : []).filter(
      ({ key, mistake }) =>
        known.get(key) === undefined || mistake(known.get(key)?.value ?? '') !== undefined,
    );
    const first = formGiven ? 1 : 0;
    const steps = questions.length + 1 - first;
    const stepTitle = `${title} (${String(step + 1 - first)} of ${String(steps)})`;
    if (step === 0) {
      form = await chooseForm(stepTitle, form);
      if (!form) return undefined;
      step++;
      continue;
    }
    const question = questions[step - 1];
    if (!question) break;
    const answer = await ask(stepTitle, question, answers, step > first);
    if (answer === undefined) return undefined;
    if (answer !== 'back') answers.set(question.key, { value: answer });
    step += answer === 'back' ? -1 : 1;
  }
  if (!form) return undefined;
  for (const { key, entry } of askedFor(form.framework)) {
    const given = answers.get(key);
    if (given) answers.set(key, { value: entry(given.value) });
  }
  return { form, answers };
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
    return framework ? layoutsCurrentFirst(framework).map((layout) => ({ framework, layout })) : [];
  });
}

async function chooseForm(title: string, before: Form | undefined): Promise<Form | undefined> {
  const items = forms().map((each) => ({
    label: labelText(each.layout.title),
    detail: labelText(
      `${each.layout.current ? "The form of today's reports · " : ''}${each.framework.title}`,
    ),
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
  answers: Answers,
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
      const understood = question.understood?.(input.value.trim());
      // What is understood is told as information, a mistake as an error.
      if (mistake === undefined && understood !== undefined)
        // eslint-disable-next-line no-restricted-syntax -- its message is made plain below
        input.validationMessage = {
          message: labelText(understood),
          severity: vscode.InputBoxValidationSeverity.Info,
        };
      else input.validationMessage = labelText(mistake ?? '');
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

/**
 * Opens a document that is not saved yet, called after something.
 * @param folder where it is to be saved; the workspace, where nothing is said
 */
export async function openUntitled(name: string, folder?: vscode.Uri): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(await freeName(name, folder));
  await vscode.languages.setTextDocumentLanguage(document, 'markdown');
  return vscode.window.showTextDocument(document, { preview: false });
}

async function openDraft({ framework, layout }: Form, answers: Answers): Promise<void> {
  const editor = await openUntitled(answers.get('area')?.value ?? '');
  const lines = snippetLines(framework, newDraft(framework, layout, answers));
  await editor.insertSnippet(new vscode.SnippetString(`${lines.join('\n')}\n`), new vscode.Position(0, 0));
}

/** A name that no file has yet, in a folder, or in the workspace where there is one. */
async function freeName(wished: string, wishedFolder?: vscode.Uri): Promise<vscode.Uri> {
  const name =
    wished
      .normalize('NFKD')
      .replace(/[^\w]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'inspection';
  const folder = wishedFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri;
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
