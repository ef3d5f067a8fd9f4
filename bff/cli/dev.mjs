// `npm run dev`: the demo. The browser's files are built again and the server starts anew when a source changes; the simulator's window then reloads itself.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { binOf, command, followNpm, root } from './ground.mjs'
import { ensureInstalled } from './install.mjs'

const SETTLE_MS = 300
const sidebar = 'dist/sidebar'
/** The built HTML is read at the start of the server, as in production. */
const restartsFor = ['bff', 'shared', sidebar]

await command(async () => {
  await ensureInstalled()
  mkdirSync(join(root, sidebar), { recursive: true })
  const ending = new AbortController()
  const run = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  const isBuilt = () => existsSync(join(root, sidebar, 'index.html'))
  let server
  let timer

  const serve = () => {
    if (!ending.signal.aborted && isBuilt()) server = run('--import', 'tsx', 'bff/server.ts')
  }
  const restart = () => {
    if (!server || server.exitCode !== null) return serve()
    server.once('exit', serve)
    server.kill('SIGTERM')
  }
  for (const folder of restartsFor) {
    watch(join(root, folder), { recursive: true, signal: ending.signal }, (_, file) => {
      if (file?.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(restart, SETTLE_MS)
    })
  }
  console.log('Building; the address follows …')
  const builders = [[], ['--mode', 'simulator']].map((args) => run(binOf('vite'), 'build', '--watch', '--logLevel', 'warn', ...args))
  return new Promise((resolve) => {
    const end = () => {
      ending.abort()
      clearTimeout(timer)
      for (const child of [...builders, server]) child?.kill('SIGTERM')
      resolve(0)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end)
    followNpm(end)
  })
})
