import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { declarations } from '../xml/namespaces.js';

/** How Word treats the document. @param forcesTracking whoever changes it can't but leave a trace. */
export function settingsTree(forcesTracking: boolean): Element {
  const compatibility = (name: string, value: string) =>
    x('w:compatSetting', {
      'w:name': name,
      'w:uri': 'http://schemas.microsoft.com/office/word',
      'w:val': value,
    });
  return x(
    'w:settings',
    declarations('w'),
    x('w:zoom', { 'w:percent': 100 }),
    forcesTracking && [
      x('w:trackRevisions'),
      x('w:documentProtection', { 'w:edit': 'trackedChanges', 'w:enforcement': '1' }),
    ],
    x('w:defaultTabStop', { 'w:val': 720 }),
    x('w:characterSpacingControl', { 'w:val': 'doNotCompress' }),
    x('w:footnotePr', x('w:footnote', { 'w:id': -1 }), x('w:footnote', { 'w:id': 0 })),
    x(
      'w:compat',
      // Without it Word takes the document for one of 2007.
      compatibility('compatibilityMode', '15'),
      compatibility('overrideTableStyleFontSizeAndJustification', '1'),
      compatibility('enableOpenTypeFeatures', '1'),
      compatibility('doNotFlipMirrorIndents', '1'),
    ),
    x('w:themeFontLang', { 'w:val': 'en-GB' }),
    x('w:decimalSymbol', { 'w:val': '.' }),
    x('w:listSeparator', { 'w:val': ',' }),
  );
}
