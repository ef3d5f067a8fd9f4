// `npm start`: the demo, or the corp that is configured.
import { command, handOver, serverFlags } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt } from './sidebar-build.mjs'

await command(async () => {
  await ensureInstalled()
  await ensureBuilt()
  return handOver([...serverFlags, '--import', 'tsx', 'bff/server.ts'])
})
