import { existsSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../../db/index.ts'
import { CORP, importHere, NOW } from '../test/import-here.ts'

const here = importHere()
let store: Store
beforeAll(async () => (store = await here.openStore()))
afterAll(async () => {
  await store.close()
  here.remove()
})

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('one')])
const table = (...rows: string[]) => here.file('materials.csv', ['id,kind,title,description,file,link,image', ...rows].join('\n'))
const materialOf = async (sourceId: string) => (await store.read.select().from(store.tables.materials).where(eq(store.tables.materials.sourceId, sourceId)))[0]

it('keeps an image with its original and a link card', async () => {
  here.file('cup.png', PNG)
  const { counts } = await here.run('materials', table('m1,image,品茗杯,,cup.png,,', 'm2,link,样册,年货,,https://shop.example/a,https://shop.example/a.png'))
  expect(counts).toEqual({ new: 2, changed: 0, unchanged: 0, refused: 0 })
  const image = await materialOf('m1')
  expect(image).toMatchObject({ kind: 'image', mime: 'image/png', sizeBytes: PNG.length })
  expect(existsSync(join(here.into.dataDir, 'materials', image?.fileKey ?? ''))).toBe(true)
  expect(await materialOf('m2')).toMatchObject({ linkUrl: 'https://shop.example/a', linkImageUrl: 'https://shop.example/a.png' })
})

it('forgets the media id when the picture is another one, and nothing when it is the same', async () => {
  const { media } = store.tables
  const { id: materialId = '' } = (await materialOf('m1')) ?? {}
  await store.write(async (tx) => void (await tx.insert(media).values({ materialId, corpId: CORP, kind: 'image', mediaId: 'old', expiresAt: NOW })))
  expect((await here.run('materials', table('m1,image,品茗杯,,cup.png,,'))).counts.unchanged).toBe(1)
  expect(await store.read.select().from(media)).toHaveLength(1)
  here.file('cup.png', Buffer.concat([PNG, PNG]))
  expect((await here.run('materials', table('m1,image,品茗杯,,cup.png,,'))).counts.changed).toBe(1)
  expect(await store.read.select().from(media)).toHaveLength(0)
})

it('refuses files from elsewhere, files that are no picture, and addresses that are none', async () => {
  here.file('fake.png', 'not a picture')
  const { said } = await here.run(
    'materials',
    table('a,image,x,,lost/cup.png,,', 'b,image,x,,fake.png,,', 'c,link,x,,,javascript:alert(1),', 'd,video,x,,,,', 'e,image,x,,gone.png,,'),
  )
  expect(said.at(-1)).toBe('Imported: 0 new, 0 changed, 0 unchanged, 5 refused')
  expect(said.slice(0, 5).map((line) => line.replace(/:? "[^"]*"$/, ''))).toEqual([
    'Line 2 refused: file is not there',
    'Line 3 refused: file is not a PNG or JPEG of at most 10 MB',
    'Line 4 refused: link is not an address that begins with http:// or https://',
    'Line 5 refused: kind is not image or link',
    'Line 6 refused: file is not there',
  ])
})

it('refuses a file that is there but outside', async () => {
  const { said } = await here.run('materials', table('a,image,x,,../../../../../../../../etc/hostname,,'))
  expect(said[0]).toContain('file is not in the folder of the import file')
})

it('refuses only the rows whose file is a folder, cannot be read or is far too large, and takes the others', async () => {
  here.file('cup.png', PNG)
  mkdirSync(join(here.folder, 'pictures'))
  symlinkSync('loop.png', join(here.folder, 'loop.png'))
  truncateSync(here.file('film.png', PNG), 3 * 1024 ** 3)
  const { said } = await here.run(
    'materials',
    table('u1,image,x,,pictures,,', 'u2,image,x,,.,,', 'u3,image,x,,loop.png,,', 'u4,image,x,,film.png,,', 'u5,image,杯,,cup.png,,'),
  )
  expect(said).toEqual([
    'Line 2 refused: file is not a file but a folder: "pictures"',
    'Line 3 refused: file is not a file but a folder: "."',
    'Line 4 refused: file is not readable (ELOOP): "loop.png"',
    'Line 5 refused: file is not a PNG or JPEG of at most 10 MB: "film.png"',
    'Imported: 1 new, 0 changed, 0 unchanged, 4 refused',
  ])
  expect(await materialOf('u5')).toMatchObject({ kind: 'image', title: '杯' })
})

it('says in one sentence that the import file itself is a folder', async () => {
  mkdirSync(join(here.folder, 'folder.csv'))
  await expect(here.run('materials', join(here.folder, 'folder.csv'))).rejects.toThrow('folder.csv is a folder, not a file.')
})
