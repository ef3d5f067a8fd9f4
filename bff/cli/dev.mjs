// `npm run dev`: the demo. The browser's files are built again and the server starts anew when a source changes; the simulator's window then reloads itself.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { binOf, command, root } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt } from './sidebar-build.mjs'

const SETTLE_MS = 300
/** The built HTML is read at the start of the server, as in production. */
const restartsFor = ['bff', 'shared', 'dist/sidebar']

await command(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const start = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  const builders = [[], ['--mode', 'simulator']].map((args) => start(binOf('vite'), 'build', '--watch', '--logLevel', 'warn', ...args))
  const serve = () => start('--import', 'tsx', 'bff/server.ts')
  let server = serve()
  let timer
  const ending = new AbortController()

  const restart = () => {
    server.once('exit', () => ending.signal.aborted || (server = serve()))
    server.exitCode === null ? server.kill('SIGTERM') : (server = serve())
  }
  for (const folder of restartsFor) {
    watch(join(root, folder), { recursive: true, signal: ending.signal }, (_, file) => {
      if (file?.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(restart, SETTLE_MS)
    })
  }
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        ending.abort()
        clearTimeout(timer)
        for (const child of [...builders, server]) child.kill('SIGTERM')
        server.once('exit', () => resolve(0))
      })
    }
  })
})
