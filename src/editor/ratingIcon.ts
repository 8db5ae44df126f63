import * as vscode from 'vscode';
import type { Severity } from '../rules/rule.js';

/** Colours of the ratings from the lowest, as the report's preview has them, on a light and on a dark ground. */
const ofRank = {
  light: ['#a4262c', '#b86e00', '#19703d', '#14509c'],
  dark: ['#ff8087', '#ffbe3d', '#5fcf8b', '#74b4ff'],
} as const;
const notRated = { light: '#6b6b6b', dark: '#a0a0a0' } as const;

/** Colours of the wavy lines under problems, as VS Code's own themes have them. */
const ofSeverity = {
  light: { error: '#e51400', warning: '#bf8803', information: '#1a85ff' },
  dark: { error: '#f14c4c', warning: '#cca700', information: '#3794ff' },
} as const;

type Ground = keyof typeof ofRank;
type Icon = Record<Ground, vscode.Uri>;

const drawn = new Map<string, Icon>();

/**
 * A rating as ●●○, over a wavy line like that in the text where there is a problem.
 * @param rank of the rating, 0 for the lowest; undefined where nothing is rated
 */
export function ratingIcon(rank: number | undefined, worst: Severity | undefined): Icon {
  const key = `${String(rank)} ${String(worst)}`;
  let icon = drawn.get(key);
  if (!icon) drawn.set(key, (icon = { light: draw('light', rank, worst), dark: draw('dark', rank, worst) }));
  // There VS Code takes the dark one, on white.
  const onWhite = vscode.window.activeColorTheme.kind === vscode.ColorThemeKind.HighContrastLight;
  return onWhite ? { light: icon.light, dark: icon.light } : icon;
}

function draw(ground: Ground, rank: number | undefined, worst: Severity | undefined): vscode.Uri {
  const colour = (rank === undefined ? undefined : ofRank[ground][rank]) ?? notRated[ground];
  const wave = worst === undefined || worst === 'hint' ? undefined : ofSeverity[ground][worst];
  const y = wave === undefined ? 8 : 6;
  const dots = [2.5, 8, 13.5].map((x, index) =>
    rank !== undefined && index < rank
      ? `<circle cx="${String(x)}" cy="${String(y)}" r="2.4" fill="${colour}"/>`
      : `<circle cx="${String(x)}" cy="${String(y)}" r="1.9" fill="none" stroke="${colour}"${rank === undefined ? ' stroke-dasharray="1.5 1.5"' : ''}/>`,
  );
  const line =
    wave === undefined
      ? ''
      : `<path d="M0 13.5l2-2 2 2 2-2 2 2 2-2 2 2 2-2 2 2" fill="none" stroke="${wave}" stroke-width="1.4"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">${dots.join('')}${line}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}
