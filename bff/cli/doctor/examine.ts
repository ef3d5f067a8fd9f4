import type { Config } from '../../config.ts'
import { openStore } from '../../db/index.ts'
import { createWecomClient } from '../../wecom/client.ts'
import { memoryTokenStore } from '../../wecom/token-store.ts'
import { addressChecks } from './address-checks.ts'
import { appChecks } from './app-checks.ts'
import type { Bedside, Check, Verdict } from './check.ts'
import { contactChecks } from './contact-checks.ts'
import type { Finding } from './finding.ts'
import { ownChecks } from './own-checks.ts'
import { pageChecks } from './page-checks.ts'
import { failureOf } from './remedies.ts'

const CHECKS: Check[] = [...ownChecks, ...addressChecks, ...appChecks, ...contactChecks, ...pageChecks]

/** @param readSettings throws SettingsError; everything below needs them */
export type Examination = Pick<Bedside, 'now' | 'visit'> & { readSettings: () => Config }

/** Goes through a corp's setup step by step, each told as soon as it is known. Changes nothing at WeCom. */
export async function* examine({ readSettings, ...world }: Examination): AsyncGenerator<Finding> {
  const settings = { id: 'settings', name: 'settings' }
  let config: Config
  try {
    config = readSettings()
  } catch (error) {
    yield findingOf(settings, failureOf(error))
    for (const check of CHECKS) yield findingOf(check, { notChecked: 'settings have to pass first' })
    return
  }
  yield findingOf(settings, { passed: 'complete' })
  const bedside = openBedside(config, world)
  try {
    yield* goThrough(bedside)
  } finally {
    await bedside.close()
  }
}

async function* goThrough(bedside: Bedside): AsyncGenerator<Finding> {
  const passed = new Set<string>()
  for (const check of CHECKS) {
    const missing = CHECKS.find(({ id }) => check.after?.includes(id) && !passed.has(id))
    const verdict = missing
      ? { notChecked: `${missing.name} has to pass first` }
      : await check.run(bedside).catch((error: unknown) => failureOf(error, bedside.config))
    if ('passed' in verdict) passed.add(check.id)
    yield findingOf(check, verdict)
  }
}

function findingOf({ id, name }: Pick<Check, 'id' | 'name'>, verdict: Verdict): Finding {
  if ('passed' in verdict) return { id, outcome: 'passed', name, what: verdict.passed }
  if ('notChecked' in verdict) return { id, outcome: 'not_checked', name, what: verdict.notChecked }
  const { failed, ...remedy } = verdict
  return { id, outcome: 'failed', name, what: failed, ...remedy }
}

/** Asks for a fresh token: one that the server keeps would hide a wrong secret. */
function openBedside(config: Config, world: Pick<Bedside, 'now' | 'visit'>): Bedside & { close(): Promise<void> } {
  const wecom = createWecomClient({ ...config.wecom, tokens: memoryTokenStore(), now: world.now })
  const store = once(() => openStore(config))
  return {
    config,
    ...world,
    wecom,
    store: store.get,
    app: once(() => wecom.app()).get,
    followUserIds: once(() => wecom.followUserIds()).get,
    async close() {
      await wecom.close()
      if (store.asked())
        await store
          .get()
          .then((opened) => opened.close())
          .catch(() => undefined)
    },
  }
}

/** Asks once, however often it is wanted. */
function once<Result>(ask: () => Promise<Result>) {
  let answer: Promise<Result> | undefined
  return { get: () => (answer ??= ask()), asked: () => answer !== undefined }
}
