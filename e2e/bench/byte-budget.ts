import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { judgeSize, pin, readBudget } from './budget.ts'
import { firstScreenSizes } from './first-screen.ts'

// `byte-budget.ts FOLDER [--pin]`: what the first screen of a built sidebar weighs, against budget.json.
const [folder = 'dist/sidebar', ...options] = process.argv.slice(2)
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no sidebar in ${folder}: run \`npm run build\` first.`)
  process.exit(1)
}
const sizes = firstScreenSizes(resolve(folder), {
  read: (path) => readFileSync(path, 'utf8'),
  weigh: (text) => gzipSync(text).length,
})
if (options.includes('--pin')) pin(sizes)
const budget = readBudget()
const wrong = [judgeSize('JavaScript', sizes.javascript, budget.javascript), judgeSize('Styles', sizes.styles, budget.styles)].filter(Boolean)
console.log(`JavaScript ${sizes.javascript} of ${budget.javascript.reach}, styles ${sizes.styles} of ${budget.styles.reach} bytes gzip`)
for (const sentence of wrong) console.error(sentence)
process.exitCode = wrong.length > 0 ? 1 : 0
