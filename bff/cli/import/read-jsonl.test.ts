import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openJsonl } from './read-jsonl.ts'

const folder = mkdtempSync(join(tmpdir(), 'kebian-jsonl-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('gives only the row that holds a NUL byte as broken', async () => {
  const path = join(folder, 'rows.jsonl')
  writeFileSync(path, `${'{"a":"x"}\n'.repeat(50)}{"a":"y\0"}\n{"a":"z"}\n`)
  const rows = []
  for await (const row of (await openJsonl(path)).rows()) rows.push(row)
  expect(rows.slice(49)).toEqual([
    { line: 50, cells: { a: 'x' } },
    { line: 51, cells: {}, broken: 'the row cannot be read: it holds a NUL byte, as damaged files do' },
    { line: 52, cells: { a: 'z' } },
  ])
})
