import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/{unit,corpus}/**/*.test.ts'], testTimeout: 60_000, maxWorkers: '100%' },
});
