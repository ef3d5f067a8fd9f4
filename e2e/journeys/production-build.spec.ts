import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../fixtures/journey.ts'
import { startProduction, type Production } from '../fixtures/production.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const build = '.cache/journeys-production'
const publicUrl = 'https://crm.example.test'
/** What only the simulator has: its addresses, its handles, its invented people. */
const markers = ['/simulator/wecom', '/simulator/api', '__kebianHost', 'kebian.simulator', '青屿茶业', 'qiaojie']

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
}

const read = (...path: string[]) => readFileSync(join(root, ...path))
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')

/** The page of a production server, got as a browser behind its proxy would: through WeCom's login. */
async function productionPage({ origin, simulatorUrl }: Production): Promise<string> {
  const manual = { redirect: 'manual' } as const
  const begun = await fetch(`${origin}/auth/login`, manual)
  const json = { 'content-type': 'application/json' }
  const become = await fetch(`${simulatorUrl}/simulator/api/become`, { method: 'POST', headers: json, body: JSON.stringify({ userId: 'shen_ke' }) })
  const allowed = await fetch(begun.headers.get('location') ?? '', { ...manual, headers: { cookie: cookieOf(become) } })
  const { pathname, search } = new URL(allowed.headers.get('location') ?? '')
  const back = await fetch(origin + pathname + search, { ...manual, headers: { cookie: cookieOf(begun) } })
  const page = await fetch(`${origin}/sidebar/`, { ...manual, headers: { cookie: cookieOf(back) } })
  expect(page.status, 'the page after the login').toBe(200)
  return page.text()
}

const boot = /<script type="application\/json" id="boot">(.*?)<\/script>/s
const bootOf = (html: string) => JSON.parse(boot.exec(html)?.[1] ?? '{}') as Record<string, unknown>

test.describe('what production serves', () => {
  test.beforeAll(() => void execFileSync(process.execPath, ['bff/cli/build.mjs', '--out', build], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }))

  test('nothing of the simulator is in it', () => {
    const files = filesBelow(join(root, build))
    expect(files).toContain('bff/server.js')
    expect(files).toContain('sidebar/index.html')
    const found = files.flatMap((file) => markers.filter((marker) => read(build, file).includes(marker)).map((marker) => `${marker} in ${file}`))
    expect(found).toEqual([])
  })

  test('without settings it says in one sentence what it needs', () => {
    const { PATH = '' } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, build, 'bff/server.js')], {
      cwd: root,
      env: { PATH, PORT: '0' },
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^This build is for production and has no demo: [^\n]+\n$/)
  })

  test('the sidebar is byte for byte the one of the demo, but for the host script and what the page starts with', async ({ desk }) => {
    const files = filesBelow(join(root, build, 'sidebar'))
    expect(filesBelow(join(root, 'dist/sidebar'))).toEqual(files)
    const built = files.filter((file) => !read(build, 'sidebar', file).equals(read('dist/sidebar', file)))
    expect(built, 'files that differ between the two builds').toEqual([])

    const production = await startProduction(publicUrl, build)
    try {
      await desk.signIn('shen_ke')
      const demo = await (await desk.page.request.get(`${desk.origin}/sidebar/`)).text()
      const real = await productionPage(production)
      expect(demo.replace('<script src="/simulator/host.js"></script>', '').replace(boot, '')).toBe(real.replace(boot, ''))
      expect(bootOf(real)).toMatchObject({ demo: false, signature: { url: `${publicUrl}/sidebar/` } })
      expect(Object.keys(bootOf(real)).sort()).toEqual(Object.keys(bootOf(demo)).sort())
      for (const file of files.filter((name) => name.startsWith('assets/'))) {
        const bytes = async (origin: string) => Buffer.from(await (await fetch(`${origin}/sidebar/${file}`)).arrayBuffer())
        const [one, other] = await Promise.all([desk.origin, production.origin].map(bytes))
        expect(other, file).toEqual(one)
      }
      for (const path of ['/simulator/', '/simulator/host.js', '/simulator/api/state']) expect((await fetch(production.origin + path)).status, path).toBe(404)
    } finally {
      await production.stop()
    }
  })
})
