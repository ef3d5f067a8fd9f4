import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { StartError } from '../../db/index.ts'
import { openCsv } from './read-csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'kebian-csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function rowsOf(bytes: string | Buffer) {
  const path = join(folder, 'rows.csv')
  writeFileSync(path, bytes)
  const rows = []
  for await (const row of (await openCsv(path)).rows()) rows.push(row)
  return rows
}

it('reads quoted line ends, doubled quotes and CRLF, and says where each row begins', async () => {
  expect(await rowsOf('a,b\r\n1,"x\r\ny ""z"""\r\n\r\n2,y\r\n')).toEqual([
    { line: 2, cells: { a: '1', b: 'x\ny "z"' } },
    { line: 5, cells: { a: '2', b: 'y' } },
  ])
})

it.each([
  ['UTF-8 with its mark', Buffer.from('\ufeff编号,名\n1,茶', 'utf8')],
  ['UTF-16 with its mark', Buffer.from('\ufeff编号,名\n1,茶', 'utf16le')],
  ['GB18030', Buffer.from('b1e0bac52cc3fb0a312cb2e8', 'hex')],
])('reads %s', async (_name, bytes) => {
  expect(await rowsOf(bytes)).toEqual([{ line: 2, cells: { 编号: '1', 名: '茶' } }])
})

it('finds the delimiter out by the header', async () => {
  expect(await rowsOf('a;b\n1,5;2')).toEqual([{ line: 2, cells: { a: '1,5', b: '2' } }])
  expect(await rowsOf('a\tb\n1\t2')).toEqual([{ line: 2, cells: { a: '1', b: '2' } }])
})

it('gives a broken row as broken and reads on behind it, however its quotes stand', async () => {
  const rows = await rowsOf('a,b\n1,x\n2,"open\n3,y\n4,"bad"x\n5,z"z\n6,w\n7\n8,v,v\n9,"u"\n')
  expect(rows.map(({ line, broken, cells }) => [line, cells.a, broken === undefined])).toEqual([
    [2, '1', true],
    [3, '2', false],
    [4, '3', true],
    [5, '4', false],
    [6, '5', false],
    [7, '6', true],
    [8, '7', false],
    [9, '8', false],
    [10, '9', true],
  ])
})

it('gives only the row that holds a NUL byte as broken, with the cells that hold none', async () => {
  const plain = Array.from({ length: 100 }, (_, at) => `${at},x`).join('\n')
  const rows = await rowsOf(`a,b\n${plain}\n1,x\0y\n\0\0,z\n"2\0\n",w\n3,v\n`)
  expect(rows.slice(100).map(({ line, broken, cells }) => [line, cells, broken])).toEqual([
    [102, { a: '1' }, 'the row cannot be read: it holds a NUL byte, as damaged files do'],
    [103, { b: 'z' }, 'the row cannot be read: it holds a NUL byte, as damaged files do'],
    [104, { b: 'w' }, 'the row cannot be read: it holds a NUL byte, as damaged files do'],
    [106, { a: '3', b: 'v' }, undefined],
  ])
  expect(rows.slice(0, 100).some(({ broken }) => broken)).toBe(false)
})

it('refuses only the row also where the file is short', async () => {
  const rows = await rowsOf('a,b\n1,x\0y\n2,z\n')
  expect(rows.map(({ cells, broken }) => [cells, broken])).toEqual([
    [{ a: '1' }, 'the row cannot be read: it holds a NUL byte, as damaged files do'],
    [{ a: '2', b: 'z' }, undefined],
  ])
})

it('says of a file full of NUL bytes, or with one among its column names, what it is', async () => {
  await expect(rowsOf(Buffer.from('编号,名\n1,茶', 'utf16le'))).rejects.toThrow('is neither UTF-8 nor GB18030 text')
  await expect(rowsOf(Buffer.from('id,name\n1,tea', 'utf16le'))).rejects.toThrow(
    'rows.csv is full of NUL bytes, as UTF-16 without its mark and files that are no text are: save it in UTF-8.',
  )
  await expect(rowsOf(`a,b\0\n${'1,x\n'.repeat(100)}`)).rejects.toThrow(
    'rows.csv has a NUL byte among its column names, as damaged files do: save it again in UTF-8.',
  )
})

it('refuses what is no table of text', async () => {
  await expect(rowsOf(Buffer.from('89504e470d0a1a0a0000ffff', 'hex'))).rejects.toThrow(StartError)
  await expect(rowsOf('')).rejects.toThrow('column names')
  await expect(rowsOf('a,a\n1,2')).rejects.toThrow('each once')
})
