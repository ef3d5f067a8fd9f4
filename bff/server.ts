import { createServer } from 'node:net'
import { buildApp } from './app.ts'
import { configFromProcess, type Config } from './config.ts'
import { StartError } from './db/index.ts'

const STOP_WITHIN_MS = 10_000

try {
  await serve(await withPort(configFromProcess()))
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function serve(config: Config) {
  const app = await buildApp({ config })
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    throw listenError(error as NodeJS.ErrnoException, config)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
  await app.demoFilled
  console.log(`Kebian ready at ${config.publicUrl}${pageOf(config)}`)

  /** Answers what has begun, takes nothing new, gives up after a while. */
  async function stop() {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    await app.close()
  }
}

function pageOf({ role, mode }: Config) {
  if (role === 'worker') return '/readyz'
  return mode === 'demo' ? '/simulator/' : '/sidebar/'
}

/** PORT=0 means any free one; the addresses inside the pages need to know it before the start. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, config.host, () => {
      const { port: free } = probe.address() as { port: number }
      probe.close(() => resolve(free))
    })
  })
  return { ...config, port, publicUrl: config.publicUrlGiven ? config.publicUrl : config.publicUrl.replace(/:0$/, `:${port}`) }
}

function listenError(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE') return new StartError(`Port ${port} is in use: stop the other program, or choose another with PORT=${port + 1}.`)
  if (error.code === 'EACCES') return new StartError(`Port ${port} needs more rights: choose one above 1023 with PORT=5170.`)
  if (error.code === 'EADDRNOTAVAIL') return new StartError(`This machine has no address ${host}: set HOST to one that it has, such as 127.0.0.1.`)
  return error
}
