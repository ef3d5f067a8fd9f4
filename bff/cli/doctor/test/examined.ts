import { PUBLIC_URL, type TestApp } from '../../../../e2e/fixtures/app.ts'
import { readConfig } from '../../../config.ts'
import { examine } from '../examine.ts'
import { inWords, totalInWords, type Finding } from '../finding.ts'
import { visit, type Visit } from '../visit.ts'

interface Circumstances {
  settings?: Record<string, string | undefined>
  /** How far this machine's clock is ahead. */
  aheadMs?: number
  /** What stands at the public address instead. */
  answer?: (url: string) => Visit | undefined
}

/** The doctor at this app's corp; its public address is answered by the app itself, WeCom's by the simulator. */
export async function examined(test: TestApp, { settings = {}, aheadMs = 0, answer }: Circumstances = {}) {
  const atHome = async (url: string): Promise<Visit> => {
    const { statusCode, headers, body } = await test.app.inject({ url: url.slice(PUBLIC_URL.length) })
    return { status: statusCode, headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])), text: body }
  }
  const findings: Finding[] = []
  const world = {
    readSettings: () => readConfig({ ...test.environment, ...settings }),
    now: () => new Date(Date.now() + aheadMs),
    visit: async (url: string) => (url.startsWith(PUBLIC_URL) ? (answer?.(url) ?? (await atHome(url))) : visit(url)),
  }
  for await (const finding of examine(world)) findings.push(finding)
  const words = [...findings.map(inWords), totalInWords(findings)].join('\n')
  return { findings, failed: findings.filter(({ outcome }) => outcome === 'failed'), said: steady(words, test) }
}

/** Without what differs from run to run. */
function steady(words: string, { app, simulatorUrl }: TestApp): string {
  return words
    .replaceAll(app.config.dataDir, '/data')
    .replaceAll(simulatorUrl, 'http://wecom')
    .replace(/\d+\.\d GB/, '12.3 GB')
    .replace(/at \d{10} is signed [0-9a-f]{40}/g, 'at 1414587457 is signed 0f9de62fce790f9a083d5c99e95740ceb90c27ed')
    .replace(/differ by \d s/, 'differ by 0 s')
}

/** The line of one step, with what stands below it. */
export const lineOf = (said: string, name: string): string => new RegExp(`^. ${name}: .*(?:\\n    .*)*`, 'm').exec(said)?.[0] ?? ''

/** What failed, as it is read. */
export const failuresIn = (said: string): string => (said.match(/^✗ .*(?:\n {4}.*)*/gm) ?? []).join('\n')
