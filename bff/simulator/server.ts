import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import type { DemoCorp } from './corp.ts'
import type { Crowd } from './crowd.ts'
import { demoCorp } from './demo/corp.ts'
import { generatedCorp } from './generated/corp.ts'
import { simulator } from './simulator.ts'

const usualPort = 5171
const usage = 'npm run simulator -- [--port N] [--trust HOST]… [--contacts N [--employees N] [--seed N]]'
const contactsAtMost = 10_000_000
const employeesAtMost = 10_000

/** The simulator as a process of its own, on loopback. Ends with 1 and one sentence when it cannot be started as asked. */
async function main(): Promise<void> {
  const values = readArguments()
  if (!values) return
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1
  if (port < 0 || port > 65535) return fail(`--port takes a number from 0 to 65535: ${usage}`)
  const made = corpAsAsked(values)
  if (typeof made === 'string') return fail(`${made}: ${usage}`)
  const { corp } = made
  const app = Fastify({ forceCloseConnections: true })
  await app.register(simulator, { ...made, trustedHosts: values.trust })
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    return fail(busy ? `Port ${port} is in use; name another one with --port N` : `Cannot listen on port ${port}: ${(error as Error).message}`)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close())

  const address = app.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`
  const settings = {
    WECOM_CORP_ID: corp.corpId,
    WECOM_AGENT_ID: corp.agentId,
    WECOM_SECRET: corp.secret,
    WECOM_API_BASE: `${url}/simulator/wecom`,
    WECOM_OAUTH_BASE: `${url}/simulator/wecom`,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  process.stdout.write(`Simulator ready at ${url}\n${lines.join('\n')}\n`)
}

/** @returns undefined when help was all that was asked for, or something was asked for that there is not */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(usualPort) },
        trust: { type: 'string', multiple: true, default: [] },
        contacts: { type: 'string' },
        employees: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (!values.help) return values
    process.stdout.write(
      `${usage}\nPort ${usualPort} unless told; 0 is any free one. HOST is where pages may log in and be signed from, such as kebian.example.com.\nWith --contacts a corp of that many customers is made up, the same for the same --seed (1) and --employees (50); without, it is the one of the demo.\n`,
    )
  } catch (error) {
    fail(`${(error as Error).message.split('.')[0]}: ${usage}`)
  }
  return undefined
}

const wholeNumber = (text: string, least: number, most: number) => (/^\d{1,9}$/.test(text) && +text >= least && +text <= most ? +text : undefined)

/** The corp of the demo, or one made up as large as asked. @returns a sentence when the size makes no sense */
function corpAsAsked({ contacts, employees, seed }: { contacts?: string; employees?: string; seed?: string }): { corp: DemoCorp; crowd?: Crowd } | string {
  if (contacts === undefined) return (employees ?? seed) ? '--employees and --seed belong to --contacts' : { corp: demoCorp(new Date()) }
  const size = {
    contacts: wholeNumber(contacts, 0, contactsAtMost),
    employees: wholeNumber(employees ?? '50', 1, employeesAtMost),
    seed: wholeNumber(seed ?? '1', 0, 9_999_999),
  }
  if (size.contacts === undefined) return `--contacts takes a number from 0 to ${contactsAtMost}`
  if (size.employees === undefined) return `--employees takes a number from 1 to ${employeesAtMost}`
  if (size.seed === undefined) return '--seed takes a number from 0 to 9999999'
  return generatedCorp({ contacts: size.contacts, employees: size.employees, seed: size.seed })
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

await main()
