import * as vscode from 'vscode';

const command = 'inspectionReports.openPage';

/** Pages of the project that come with the extension, by their path below `docs`. */
const pageName = /^(?:rules\/[a-z-]+|rating|format|words)$/;

/** The page of a rule. */
export function rulePage(rule: string): vscode.Uri {
  return pageLink(`rules/${rule}`);
}

/**
 * What a link leads to that opens a page as it reads, not as it is written.
 * @param name such as `rating` or `rules/score`
 * @param heading of the section to show
 */
export function pageLink(name: string, heading?: string): vscode.Uri {
  const given = heading === undefined ? [name] : [name, heading];
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(given))}`);
}

/** Markdown in which links to pages, and no others, do something. */
export function markdownWithPages(text: string): vscode.MarkdownString {
  // eslint-disable-next-line no-restricted-syntax -- the caller has made it plain
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: [command] };
  return markdown;
}

/** Opens the pages that come with the extension, beside the draft. */
export function registerPages(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (name: unknown, heading: unknown) => {
    if (typeof name !== 'string' || !pageName.test(name)) return;
    const uri = vscode.Uri.joinPath(extensionUri, 'docs', `${name}.md`);
    await showRendered(typeof heading === 'string' ? uri.with({ fragment: fragmentOf(heading) }) : uri);
  });
}

/** Shows Markdown as it reads, in a tab of its own that stays when another file is chosen. */
export async function showRendered(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uri);
}

/** The name by which a link finds a heading in VS Code's Markdown preview. */
function fragmentOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/\s+/g, '-');
}
