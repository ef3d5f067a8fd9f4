// `npm run serve`: what `npm run build` made, in this process.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ground.mjs'

const built = 'dist/bff/server.js'

if (existsSync(join(root, built))) await import(pathToFileURL(join(root, built)).href)
else {
  console.error(
    `${built} is missing: run \`npm run build\` first, or copy the dist/ of a build here. (\`npm start\` needs no build: it shows the demo, or the corp that is configured.)`,
  )
  process.exitCode = 1
}
