import { defineConfig } from '@playwright/test'
import journeys from '../../playwright.config.ts'

/** The slow proofs that need a browser. */
export default defineConfig({
  ...journeys,
  testDir: '.',
  outputDir: '../../.cache/trust',
  timeout: 120_000,
  fullyParallel: true,
  projects: [{ name: 'phone', use: { viewport: { width: 375, height: 812 } } }],
})
