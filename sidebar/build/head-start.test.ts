// @vitest-environment node
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

const dist = mkdtempSync(join(tmpdir(), 'kebian-sidebar-'))
let html = ''

/** The scripts that a browser would run, in order. */
const scripts = () => [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => text ?? '')

beforeAll(async () => {
  await build({ configFile: join(process.cwd(), 'vite.config.ts'), logLevel: 'error', build: { outDir: dist } })
  html = readFileSync(join(dist, 'index.html'), 'utf8')
}, 120_000)
afterAll(() => rmSync(dist, { recursive: true }))

it('runs nothing inline but the two scripts whose hashes it writes down for the policy', () => {
  const hashes = scripts().map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  expect(hashes).toHaveLength(2)
  expect(`'${readFileSync(join(dist, 'head-start.sha256'), 'utf8')}'`).toBe(hashes.join(' '))
  expect(html).not.toMatch(/<script[^>]* src=|\son\w+=|javascript:/)
})

it('leaves room for the host and the page data, before the script that reads them', () => {
  expect(html.indexOf('<!--host-->')).toBeGreaterThan(0)
  expect(html.indexOf('<!--boot-->')).toBeGreaterThan(html.indexOf('<!--host-->'))
  expect(html.indexOf('<script>')).toBeGreaterThan(html.indexOf('<!--boot-->'))
})

it('names the main bundle and all that it needs at once, as files that exist', () => {
  const { script, preload, styles } = JSON.parse(/id="assets">(.*?)<\/script>/.exec(html)?.[1] ?? '') as { script: string; preload: string[]; styles: string[] }
  const files = readdirSync(join(dist, 'assets')).map((name) => `/sidebar/assets/${name}`)
  expect(files).toEqual(expect.arrayContaining([script, ...preload, ...styles]))
  expect(styles).toEqual([])
})

it('carries the SDK and the views once: in the HTML', () => {
  const chunks = readdirSync(join(dist, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(dist, 'assets', name), 'utf8'))
  const homes = (mark: string) => [scripts()[0]?.includes(mark), scripts()[1]?.includes(mark), chunks.some((chunk) => chunk.includes(mark))]
  expect(homes('agentConfig')).toEqual([true, false, false])
  expect(homes('@微信')).toEqual([false, true, false])
})

it('holds nothing of the simulator', () => {
  expect(readdirSync(join(dist, 'assets')).join()).not.toMatch(/simulator|host/)
  for (const name of readdirSync(join(dist, 'assets'))) expect(readFileSync(join(dist, 'assets', name), 'utf8')).not.toMatch(/\/simulator\/api|__kebianHost/)
})
