// Fails when the tables have changed and nobody generated the migration: both engines are regenerated into a copy and compared.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binOf, command, fingerprint, root, runNode, Sentence } from './ground.mjs'

await command(async () => {
  for (const engine of ['sqlite', 'postgres']) await compare(engine)
})

async function compare(engine) {
  const work = `.cache/migrations-${engine}`
  rmSync(join(root, work), { recursive: true, force: true })
  mkdirSync(join(root, work), { recursive: true })
  cpSync(join(root, 'migrations', engine), join(root, work, 'out'), { recursive: true })
  writeFileSync(join(root, work, 'config.ts'), `import real from '../../drizzle.${engine}.config.ts'\nexport default { ...real, out: './${work}/out' }\n`)
  const { code, output } = await runNode([binOf('drizzle-kit'), 'generate', '--config', `${work}/config.ts`])
  const same = fingerprint([`${work}/out`], `${work}/out`) === fingerprint([`migrations/${engine}`], `migrations/${engine}`)
  if (code === 0 && same) return
  console.error(output)
  throw new Sentence(
    `migrations/${engine} does not match bff/db/tables.ts: run \`npx drizzle-kit generate --config drizzle.${engine}.config.ts\`, read the SQL, and commit it.`,
  )
}
