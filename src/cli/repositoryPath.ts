import path from 'node:path';

/**
 * The path of a file as a host of repositories knows it: from the repository that is being worked on
 * (`GITHUB_WORKSPACE`), otherwise from the working directory; with `/` between folders.
 * @returns undefined for a file that lies in neither.
 */
export function repositoryPath(file: string): string | undefined {
  for (const root of [process.env.GITHUB_WORKSPACE, '.']) {
    if (root === undefined || root === '') continue;
    const relative = path.relative(path.resolve(root), path.resolve(file));
    const isBelow = relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
    if (isBelow) return relative.split(path.sep).join('/');
  }
  return undefined;
}
