// `npm start`: the demo, or the corp that is configured. `npm run dev`: the same with hot reload.
import { command, handOver } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt } from './sidebar-build.mjs'

await command(async () => {
  const dev = process.argv.includes('--dev')
  await ensureInstalled()
  if (!dev) await ensureBuilt()
  return handOver(['--import', 'tsx', 'bff/server.ts'], dev ? { KEBIAN_DEV: '1' } : {})
})
