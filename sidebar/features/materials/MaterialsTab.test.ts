import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BridgeError } from '../../wecom/bridge-error.ts'
import { cleanUp, mountFor, Refusal, stubApi, ZHOU, type Answer, type Asked, type OnScreen } from '../sending/fixtures/test-page.ts'
import { detailOf, sizeOf } from './material-detail.ts'
import MaterialsTab from './MaterialsTab.vue'

const host = vi.hoisted(() => ({ sent: [] as unknown[], bad: [] as string[] }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    currentContact: async () => 'wm-zhou',
    send: async (message: { mediaId?: string }) => {
      if (host.bad.includes(message.mediaId ?? '')) throw new BridgeError('bad_material', 'invalid media')
      host.sent.push(message)
    },
  },
}))

const materials = [
  { materialId: 'M1', kind: 'image', title: '价目表', description: '', sizeBytes: 342_000, usedCount: 9 },
  { materialId: 'M2', kind: 'link', title: '豆单', description: '12 支', linkUrl: 'https://shop.example.com/a', usedCount: 4 },
]
const link = { url: 'https://shop.example.com/a', title: '豆单', description: '12 支', imageUrl: 'https://shop.example.com/a.png' }

async function open(message: (asked: Asked) => Answer = () => undefined, who: OnScreen = ZHOU) {
  const asked = stubApi((one) => {
    if (one.call === 'GET /materials') return { materials }
    return one.call.endsWith('/sends') ? { sendRecordId: 'R1' } : message(one)
  })
  const { page } = mountFor(MaterialsTab, who)
  await flushPromises()
  const send = async (row: number) => (await page.findAll('.send')[row]?.trigger('click'), flushPromises())
  return { asked, page, send, made: () => asked.filter(({ call }) => call.endsWith('/message')).map(({ body }) => body) }
}

beforeEach(() => Object.assign(host, { sent: [], bad: [] }))
afterEach(cleanUp)

describe('the materials tab', () => {
  it('sends an image by its media id and counts the use', async () => {
    const { send, page, asked } = await open(() => ({ image: { mediaId: 'media-1' } }))
    await send(0)
    expect(host.sent).toEqual([{ kind: 'image', mediaId: 'media-1' }])
    expect(asked.find(({ call }) => call.endsWith('/sends'))?.body).toMatchObject({ materialId: 'M1', state: 'handed_over' })
    expect(page.text()).toContain('用 10')
  })

  it('asks for a new media id once when the host refuses the old one', async () => {
    host.bad = ['stale']
    const { send, made } = await open(({ body }) => ({ image: { mediaId: (body as { renew?: boolean }).renew ? 'new' : 'stale' } }))
    await send(0)
    expect(made()).toEqual([{}, { renew: true }])
    expect(host.sent).toEqual([{ kind: 'image', mediaId: 'new' }])
  })

  it('gives up when the renewed one is refused too, and records why', async () => {
    host.bad = ['stale']
    const { send, made, asked, page } = await open(() => ({ image: { mediaId: 'stale' } }))
    await send(0)
    expect(made()).toEqual([{}, { renew: true }])
    expect(host.sent).toEqual([])
    expect(asked.find(({ call }) => call.endsWith('/sends'))?.body).toMatchObject({ state: 'refused', reason: 'bad_material' })
    expect(page.text()).toContain('企业微信不收这份内容')
  })

  it('sends a link as a card', async () => {
    const { send } = await open(() => ({ link }))
    await send(1)
    expect(host.sent).toEqual([{ kind: 'news', ...link }])
  })

  it('says that the upload failed, and records nothing', async () => {
    const { send, page, asked } = await open(() => new Refusal(502, 'wecom_failed'))
    await send(0)
    expect(page.text()).toContain('图片没传到企业微信')
    expect(asked.some(({ call }) => call.endsWith('/sends'))).toBe(false)
  })

  it('says that it is uploading while it is, in the row', async () => {
    let finish: (answer: unknown) => void = () => undefined
    const { send, page } = await open(() => new Promise((resolve) => (finish = resolve)))
    await send(0)
    expect(page.findAll('li')[0]?.text()).toContain('正在传到企业微信')
    finish({ image: { mediaId: 'media-1' } })
    await flushPromises()
    expect(page.findAll('li')[0]?.text()).not.toContain('正在传到企业微信')
  })

  it('shows one kind at a time', async () => {
    const { page } = await open()
    await page.findAll('[role="radio"]')[2]?.trigger('click')
    expect(page.findAll('li').map((row) => row.find('.title').text())).toEqual(['豆单'])
  })

  it('shows only what can be read of a colleague, without send controls', async () => {
    const { page } = await open(undefined, { ...ZHOU, access: 'team' })
    expect(page.findAll('.send')).toHaveLength(0)
    await page.findAll('.open')[0]?.trigger('click')
    await flushPromises()
    expect(document.querySelector('[role="dialog"] img')?.getAttribute('src')).toBe('/api/materials/M1/file')
    expect(document.querySelector('[role="dialog"]')?.textContent).not.toContain('发给')
  })
})

describe('the detail of a material', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [342_400, '342 kB'],
    [999_600, '1.0 MB'],
    [1_211_000, '1.2 MB'],
  ])('%i bytes are %s', (bytes, text) => expect(sizeOf(bytes)).toBe(text))

  it('is the site of a link', () => {
    const material = { materialId: 'M', kind: 'link' as const, title: '', description: '', usedCount: 0 }
    expect(detailOf({ ...material, linkUrl: 'https://shop.example.com/a?b' })).toBe('shop.example.com')
    expect(detailOf(material)).toBe('')
  })
})
