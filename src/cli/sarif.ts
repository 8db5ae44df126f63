import { pathToFileURL } from 'node:url';
import { jsonText } from '../report/plainText.js';
import type { Severity } from '../rules/rule.js';
import { rules } from '../rules/rules.js';
import type { Fingerprint } from './baseline.js';
import type { Format } from './format.js';
import type { CheckOutput } from './outputSchema.js';
import { repositoryPath } from './repositoryPath.js';
import { leftOutText } from './text.js';

type File = CheckOutput['files'][number];
type Problem = File['problems'][number];

const levels: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const indexOf = new Map(rules.map(({ id }, index) => [id, index]));

const driver = {
  name: 'inspection-report',
  version: __VERSION__,
  semanticVersion: __VERSION__,
  rules: rules.map(({ id, summary, severity }) => ({
    id,
    shortDescription: { text: literal(summary) },
    help: { text: literal(`${summary} By default: ${severity}.`) },
    defaultConfiguration: { level: levels[severity] },
  })),
};

/** SARIF 2.1.0, a line for each problem. */
export function sarifFormat(): Format {
  let results = 0;
  /** What a reader of the results must know besides. */
  const remarks: object[] = [];
  return {
    begin: () =>
      [
        '{',
        '"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",',
        '"version":"2.1.0",',
        '"runs":[{',
        `"tool":${jsonText({ driver })},`,
        '"columnKind":"utf16CodeUnits",',
        '"newlineSequences":["\\r\\n","\\n","\\r"],',
        '"results":[',
      ].join('\n'),
    draft: ({ file, fingerprints }) => {
      const artifactLocation = artifactLocationOf(file.path);
      if (file.leftOut !== undefined)
        remarks.push({
          level: 'warning',
          message: { text: literal(`${file.path}: there are ${leftOutText(file.leftOut)}`) },
          locations: [{ physicalLocation: { artifactLocation } }],
        });
      return file.problems
        .map((problem, index) => {
          const result = resultOf(problem, fingerprints[index], artifactLocation);
          return `${results++ === 0 ? '' : ','}\n${jsonText(result)}`;
        })
        .join('');
    },
    end: ({ complaints }) => {
      const failures = complaints.map((text) => ({ level: 'error', message: { text: literal(text) } }));
      const invocation = {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: [...remarks, ...failures],
      };
      return `\n],\n"invocations":[${jsonText(invocation)}]\n}]}\n`;
    },
  };
}

function resultOf(
  { rule, severity, message, range, related, fix }: Problem,
  fingerprint: Fingerprint | undefined,
  artifactLocation: object,
): object {
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule) ?? -1,
    level: levels[severity],
    message: { text: literal(message) },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(range) } }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((each, id) => ({
            id,
            message: { text: literal(each.message) },
            physicalLocation: { artifactLocation, region: regionOf(each.range) },
          })),
        }
      : {}),
    ...(fingerprint
      ? {
          partialFingerprints: {
            'inspectionReport/v1': `${fingerprint.words}:${String(fingerprint.occurrence)}`,
          },
        }
      : {}),
    ...(fix
      ? {
          fixes: [
            {
              description: { text: literal(fix.title) },
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: fix.edits.map((each) => ({
                    deletedRegion: regionOf(each.range),
                    insertedContent: { text: each.text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  };
}

function regionOf({ start, end }: Problem['range']): object {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function artifactLocationOf(file: string): object {
  const relative = file === '-' ? file : repositoryPath(file);
  if (relative === undefined) return { uri: pathToFileURL(file).href };
  return { uri: relative.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** A message without placeholders: braces that are meant are doubled. */
function literal(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}
