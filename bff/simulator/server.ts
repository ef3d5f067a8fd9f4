import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import { demoCorp } from './demo/corp.ts'
import { simulator } from './simulator.ts'

const usualPort = 5171
const usage = 'npm run simulator -- [--port N] [--trust HOST]…'

/** The simulator as a process of its own, on loopback. Ends with 1 and one sentence when it cannot be started as asked. */
async function main(): Promise<void> {
  const values = readArguments()
  if (!values) return
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1
  if (port < 0 || port > 65535) return fail(`--port takes a number from 0 to 65535: ${usage}`)
  const corp = demoCorp(new Date())
  const app = Fastify({ forceCloseConnections: true })
  await app.register(simulator, { corp, trustedHosts: values.trust })
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
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (!values.help) return values
    process.stdout.write(
      `${usage}\nPort ${usualPort} unless told; 0 is any free one. HOST is where pages may log in and be signed from, such as kebian.example.com.\n`,
    )
  } catch (error) {
    fail(`${(error as Error).message.split('.')[0]}: ${usage}`)
  }
  return undefined
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

await main()
