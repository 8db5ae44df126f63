/**
 * Lets `workspace.findFiles` find the files of the workspace in memory. VS Code itself searches files on a disk
 * alone; for a virtual file system, such as a repository on the web, the extension that brings it does.
 */
const { FileType, Uri, workspace } = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    workspace.registerFileSearchProvider('tmp', {
      // VS Code itself keeps what fits the pattern.
      provideFileSearchResults: (_, { folder }) => filesIn(folder),
    }),
  );
};

async function filesIn(folder) {
  const entries = await workspace.fs.readDirectory(folder);
  const found = entries.map(([name, type]) => {
    const uri = Uri.joinPath(folder, name);
    return type === FileType.Directory ? filesIn(uri) : [uri];
  });
  return (await Promise.all(found)).flat();
}
