import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    // What needs the files of a VS Code runs where one is installed anyway: with `npm run test:host`.
    include: mode === 'vscode' ? ['test/vscode/*.test.ts'] : ['test/{unit,corpus}/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: '100%',
    // Files share the modules that they import. Nothing of ours keeps a state that one could leave to the next.
    isolate: false,
    // More of what is random: `npm run test:full`.
    ...(mode === 'full' ? { env: { RANDOM_RUNS: '20' }, testTimeout: 1_200_000 } : {}),
  },
}));
