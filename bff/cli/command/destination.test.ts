import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { inWords } from './destination.ts'

const at = (databaseUrl: string) => inWords({ corpId: 'ww1', databaseUrl, dataDir: './data' })

it('names the corp, the demo as such, and the folder of SQLite whole', () => {
  expect(at('')).toBe(`ww1, SQLite in ${resolve('data')}`)
  expect(inWords({ corpId: 'ww1', demoName: '青屿茶业', databaseUrl: '', dataDir: '/srv/data' })).toBe('青屿茶业 (demo), SQLite in /srv/data')
})

it.each([
  ['postgres://kebian:hush@db.example:5432/kebian', 'PostgreSQL db.example:5432/kebian'],
  ['postgresql://kebian:hu%40sh@db.example/kebian?sslmode=require', 'PostgreSQL db.example/kebian'],
  ['postgres:///kebian?host=/run/postgresql&password=hush', 'PostgreSQL /kebian'],
  ['postgres://kebian:12/hush@db.example/kebian', 'PostgreSQL'],
  ['postgres://kebian:12#hush@db.example/kebian', 'PostgreSQL'],
  ['postgres://kebian:12?hush@db.example/kebian', 'PostgreSQL'],
  ['postgres://kebian:hush/hush@db.example/kebian', 'PostgreSQL'],
])('says of %s no password', (url, words) => {
  expect(at(url)).toBe(`ww1, ${words}`)
  expect(at(url)).not.toContain('hush')
})
