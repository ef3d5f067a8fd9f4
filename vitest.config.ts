import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const setupFiles = ['e2e/fixtures/fail-on-warning.ts']

export default defineConfig({
  test: {
    reporters: ['dot'],
    silent: 'passed-only',
    allowOnly: false,
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,bff}/**/*.test.ts', 'e2e/{bench,fixtures,shots}/**/*.test.ts'],
          environment: 'node',
          setupFiles,
          globalSetup: ['e2e/fixtures/postgres-server.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'sidebar',
          include: ['sidebar/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: [...setupFiles, 'sidebar/words/fixtures/english.ts'],
          globalSetup: ['e2e/fixtures/postgres-server.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
