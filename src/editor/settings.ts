import * as vscode from 'vscode';
import { settingValues, type RuleSettings } from '../check/settings.js';
import { readSettingsOfFolder, settingsFileNames, SettingsError } from '../check/settingsFile.js';
import { labelText } from '../report/plainText.js';
import { rules } from '../rules/rules.js';

/** Name of the extension's settings section. */
export const section = 'inspectionReports';

/**
 * What the rules are set to for a draft: by the nearest `.inspection-report.yaml` in its folder or one
 * above, then by the editor's settings.
 */
export class Settings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #byFolder = new Map<string, Promise<readonly RuleSettings[]>>();
  readonly #warned = new Set<string>();

  constructor(readonly log: vscode.LogOutputChannel) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${settingsFileNames.join(',')}}`);
    const changed = () => {
      this.#byFolder = new Map();
      this.#changed.fire();
    };
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(section)) changed();
      }),
      // The watcher sees the workspace alone; a file further up may be edited here all the same.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (settingsFileNames.some((name) => uri.path.endsWith(`/${name}`))) changed();
      }),
    );
  }

  /** The settings for a draft, nearest first. The same array as long as none of them changes. */
  async for(uri: vscode.Uri): Promise<readonly RuleSettings[]> {
    const folder = uri.scheme === 'untitled' ? uri : vscode.Uri.joinPath(uri, '..');
    const key = folder.toString();
    let found = this.#byFolder.get(key);
    if (!found) {
      found = this.#find(uri, folder);
      this.#byFolder.set(key, found);
    }
    return found;
  }

  /** When drafts are checked: while they are edited, or when they are saved. */
  run(uri: vscode.Uri): 'onType' | 'onSave' {
    return vscode.workspace.getConfiguration(section, uri).get<'onType' | 'onSave'>('run', 'onType');
  }

  /** How many characters a draft may have to be checked while it is edited. */
  typingLimit(uri: vscode.Uri): number {
    const millions = vscode.workspace.getConfiguration(section, uri).get('checkWhileTypingUpTo', 2);
    return (Number.isFinite(millions) ? millions : 2) * 1_000_000;
  }

  async #find(uri: vscode.Uri, folder: vscode.Uri): Promise<readonly RuleSettings[]> {
    const editor = this.#editorSettings(uri);
    if (uri.scheme === 'untitled') return [editor];
    const file = await this.#nearestFile(folder);
    return file ? [file, editor] : [editor];
  }

  #editorSettings(uri: vscode.Uri): RuleSettings {
    const configuration = vscode.workspace.getConfiguration(`${section}.rules`, uri);
    return {
      source: "the editor's settings",
      rules: new Map(
        rules.flatMap(({ id }) => {
          const value = settingValues.find((each) => each === configuration.get(id));
          return value ? [[id, value] as const] : [];
        }),
      ),
    };
  }

  async #nearestFile(folder: vscode.Uri): Promise<RuleSettings | undefined> {
    for (let at = folder; ;) {
      const uri = (name: string) => vscode.Uri.joinPath(at, name);
      try {
        const found = await readSettingsOfFolder(
          (name) => readText(uri(name)),
          (name) => vscode.workspace.asRelativePath(uri(name)),
        );
        if (found) return found;
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error;
        this.#warn(error.message);
        return undefined;
      }
      const parent = vscode.Uri.joinPath(at, '..');
      if (parent.path === at.path) return undefined;
      at = parent;
    }
  }

  #warn(message: string): void {
    this.log.warn(message);
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    void vscode.window.showWarningMessage(labelText(`${message}. Until then its settings are not used.`));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}

/** A file's text without a byte order mark; undefined where there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8').decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
