import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import { picture } from '../../simulator/demo/pictures.ts'
import { keepFile, readImage } from './originals.ts'

const HOUR_MS = 3_600_000

describe.each(['sqlite', 'postgres'] as const)('materials on %s', (engine) => {
  let test: TestApp
  let cookie: string
  const ids: Record<string, string> = {}
  const image = readImage(picture([200, 120, 60], [40, 60, 80]).png())

  beforeAll(async () => {
    test = await startTestApp({ engine })
    cookie = await test.signIn('shen_ke')
    if (!image) throw new Error('no image')
    await keepFile(test.app.config.dataDir, image)
    const corpId = test.app.config.wecom.corpId
    const now = test.clock.now
    const material = (title: string, more: object) => {
      ids[title] = newId(now)
      return { id: ids[title], corpId, source: 't', sourceId: title, kind: 'image' as const, title, createdAt: now, updatedAt: now, ...more }
    }
    const file = { fileKey: image.fileKey, mime: image.mime, sizeBytes: image.bytes.length }
    await test.app.store.write(async (tx) => {
      await tx
        .insert(test.app.store.tables.materials)
        .values([
          material('价目"图\\', file),
          material('丢了', { ...file, fileKey: `${'0'.repeat(64)}.png` }),
          material('越界', { ...file, fileKey: '../kebian.sqlite' }),
          material('样册', { kind: 'link', description: '年货', linkUrl: 'https://shop.example/a', usedCount: 3 }),
          material('撤下的', { ...file, active: false }),
          material('别家的', { ...file, corpId: 'wwother' }),
        ])
    })
  })
  afterAll(() => test.close())

  const message = (title: string, body: object = {}) => test.call('POST', `/api/materials/${ids[title]}/message`, { cookie, body })
  const uploads = async () => {
    const { calls } = (await (await fetch(`${test.simulatorUrl}/simulator/api/calls`)).json()) as { calls: { path: string }[] }
    return calls.filter(({ path }) => path === 'media/upload').length
  }

  it('lists what is on the shelf, most used first', async () => {
    const { body } = await test.call('GET', '/api/materials', { cookie })
    expect(body.materials.map(({ title }: { title: string }) => title)).toEqual(['样册', '丢了', '价目"图\\', '越界'])
    expect(body.materials[0]).toEqual({
      materialId: ids.样册,
      kind: 'link',
      title: '样册',
      description: '年货',
      linkUrl: 'https://shop.example/a',
      usedCount: 3,
    })
    expect(body.materials[2]).toMatchObject({ kind: 'image', sizeBytes: image?.bytes.length })
  })

  it('serves an original as the picture it is and under a name that no header chokes on', async () => {
    const answer = await test.app.inject({ url: `/api/materials/${ids['价目"图\\']}/file`, headers: { cookie } })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(image?.bytes ?? Buffer.alloc(0))).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="image"; filename*=UTF-8''${encodeURIComponent('价目 图.png')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    })
  })

  it.each(['丢了', '越界', '样册', '撤下的', '别家的'])('has no file of %s', async (title) => {
    const answer = await test.call('GET', `/api/materials/${ids[title]}/file`, { cookie })
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found'])
  })

  it('gives a link card as it goes into the chat', async () => {
    expect((await message('样册')).body).toEqual({ link: { url: 'https://shop.example/a', title: '样册', description: '年货', imageUrl: '' } })
  })

  it('uploads an image once, however many ask at the same time, and again when little of its three days is left', async () => {
    const before = await uploads()
    const answers = await Promise.all([1, 2, 3].map(() => message('价目"图\\')))
    const [mediaId] = new Set(answers.map(({ body }) => body.image.mediaId))
    expect(new Set(answers.map(({ body }) => body.image.mediaId)).size).toBe(1)
    expect(await uploads()).toBe(before + 1)

    const begun = test.clock.now
    test.clock.now = new Date(begun.getTime() + 11 * HOUR_MS)
    expect((await message('价目"图\\')).body.image.mediaId).toBe(mediaId)
    cookie = await test.signIn('shen_ke')
    test.clock.now = new Date(begun.getTime() + 60 * HOUR_MS + 60_000)
    cookie = await test.signIn('shen_ke')
    expect((await message('价目"图\\')).body.image.mediaId).not.toBe(mediaId)
    expect(await uploads()).toBe(before + 2)
  })

  it('uploads again when told to renew', async () => {
    const { mediaId } = (await message('价目"图\\')).body.image
    const renewed = (await message('价目"图\\', { renew: true })).body.image.mediaId
    expect(renewed).not.toBe(mediaId)
    expect((await message('价目"图\\')).body.image.mediaId).toBe(renewed)
  })

  it('says when WeCom does not take it, and tries again the next time', async () => {
    await test.setFaults([{ call: 'media/upload', effect: 'errcode', value: 40009, times: 1 }])
    expect((await message('价目"图\\', { renew: true })).body.error).toMatchObject({ code: 'wecom_failed', details: { errcode: 40009 } })
    expect((await message('价目"图\\', { renew: true })).status).toBe(200)
  })

  it('answers not found for what is out of reach, gone or never was', async () => {
    for (const title of ['丢了', '越界', '撤下的', '别家的', 'never'])
      expect((await test.call('POST', `/api/materials/${ids[title] ?? newId(test.clock.now)}/message`, { cookie, body: {} })).status).toBe(404)
    const { materials } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.delete(test.app.store.tables.media)))
    await rm(join(test.app.config.dataDir, 'materials'), { recursive: true })
    expect((await message('价目"图\\')).status).toBe(404)
    expect(await test.app.store.read.$count(materials, eq(materials.active, false))).toBe(1)
  })
})
