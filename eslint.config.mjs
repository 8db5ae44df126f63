// @ts-check
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

// The floors of the house, lowest first: nothing imports from a floor above its own. Rooms of one floor that
// do not know each other stand in a list.
const floors = [
  'framework',
  'rating',
  'report',
  'template',
  'rules',
  'check',
  ['language', 'document'],
  ['page', 'word', 'cases'],
  'intake',
  'preview',
].map((floor) => [floor].flat());
const top = ['editor', 'cli'];

/** What a floor may not import: the floors above it, and what belongs to one place only. */
const restricted = (above, { vscode = false, node = false } = {}) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: [
        ...(vscode ? [] : [{ name: 'vscode', message: 'Only editor/ and extension.ts know VS Code.' }]),
        ...(node
          ? []
          : ['fs', 'path', 'os', 'crypto', 'child_process'].map((name) => ({
              name,
              message: 'Only cli/ runs on Node alone.',
            }))),
      ],
      patterns: [
        ...(node ? [] : [{ group: ['node:*'], message: 'Only cli/ runs on Node alone.' }]),
        ...above.map((floor) => ({
          group: [`**/${floor}/**`],
          message: `${floor}/ is a floor above this one, or a room beside it.`,
        })),
      ],
    },
  ],
});

const encoders = '/^(plainText|labelText|markdownText)$/';
const isEncoded = (path) => `:not([${path}.type="Literal"], [${path}.callee.name=${encoders}])`;

/** Where the editor is handed text to show: there it goes through `report/plainText.ts`. */
const shownByEditor = [
  // What is set: `item.tooltip = …`.
  `AssignmentExpression[left.property.name=/^(?:text|tooltip|title|description|detail|label|message|placeholder|prompt|validationMessage|documentation)$/][left.type="MemberExpression"]${isEncoded('right')}`,
  // What is handed over by name: `{ label: … }`.
  `Property[key.name=/^(?:tooltip|title|description|detail|label|message|placeHolder|prompt|documentation)$/][parent.type="ObjectExpression"]${isEncoded('value')}`,
  // What is handed over by place.
  `CallExpression[callee.property.name=/^(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|appendMarkdown)$/]${isEncoded('arguments.0')}`,
  `NewExpression[callee.property.name=/^(?:MarkdownString|TreeItem|CompletionItem|CodeAction|DocumentSymbol)$/]${isEncoded('arguments.0')}`,
  `NewExpression[callee.property.name=/^(?:Diagnostic|InlayHint|DiagnosticRelatedInformation)$/]${isEncoded('arguments.1')}`,
].map((selector) => ({
  selector,
  message: 'What is shown goes through plainText, labelText or markdownText of report/plainText.ts.',
}));

/** What is printed goes through two files. */
const printedByCommandLine = [
  {
    selector:
      'CallExpression[callee.object.property.name=/^(?:stdout|stderr)$/][callee.property.name="write"]',
    message: 'Printed by print() of standardOutput.ts, or tell() of standardError.ts.',
  },
  { selector: 'MemberExpression[object.name="console"]', message: 'Printed by print() or tell().' },
];

export default defineConfig(
  { ignores: ['dist/', 'out/', '.vscode-test/', '**/node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': 'error',
      // `?.safe` of a fix that is not there is as good as false.
      '@typescript-eslint/strict-boolean-expressions': 'off',
      // VS Code's Disposable is a class in its types and any object with dispose() in its API.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    // Drafts are of any length, and so are their lines: a search takes time in proportion to what it searches.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  ...floors.flatMap((rooms, index) =>
    rooms.map((room) => ({
      files: [`src/${room}/**/*.ts`],
      rules: restricted([
        ...rooms.filter((other) => other !== room),
        ...floors.slice(index + 1).flat(),
        ...top,
      ]),
    })),
  ),
  { files: ['src/editor/**/*.ts', 'src/extension.ts'], rules: restricted(['cli'], { vscode: true }) },
  { files: ['src/cli/**/*.ts'], rules: restricted(['editor'], { node: true }) },
  { files: ['src/index.ts', 'src/remark.ts', 'src/exchange.ts'], rules: restricted(top) },
  {
    files: ['src/editor/**/*.ts', 'src/extension.ts'],
    rules: { 'no-restricted-syntax': ['error', ...shownByEditor] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/editor/**', 'src/extension.ts', 'src/cli/standardOutput.ts', 'src/cli/standardError.ts'],
    rules: { 'no-restricted-syntax': ['error', ...printedByCommandLine] },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'module',
          'navigator',
          'Blob',
          'ClipboardItem',
          'console',
          'document',
          'fetch',
          'performance',
          'process',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'URL',
          'URLSearchParams',
          'AbortController',
          'Buffer',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
