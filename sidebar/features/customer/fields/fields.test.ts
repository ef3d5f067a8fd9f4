import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { toast } from '../../../ui/undo.ts'
import { bundleOf, id, mountOn, refusal, stubApi, type Handlers } from '../../fixtures/test-kit.ts'
import { useOutbox } from '../../outbox/index.ts'
import { useBundle } from '../current.ts'
import { allEdits, dropEdit } from '../editing.ts'
import { reveal } from '../phones/acts.ts'
import { revealed } from '../phones/revealed.ts'
import FieldRows from './FieldRows.vue'
import type { FieldWrite } from './field-kind.ts'
import type { OwnField } from './own-field.ts'

const copied: string[] = []
vi.mock('../../../wecom/bridge.ts', () => ({ bridge: { copy: async (text: string) => void copied.push(text) } }))

const own: OwnField[] = [
  { fieldId: id('F1'), name: '月用茶量', type: 'number', unit: 'kg', version: 2, shown: '22.5' },
  { fieldId: id('F2'), name: '备用电话', type: 'phone', version: 1, shown: '139****0277', phoneId: id('V2') },
  { fieldId: id('F3'), name: '生意类型', type: 'single', version: 1, shown: '茶馆', optionIds: [id('A1')] },
  { fieldId: id('F4'), name: '常拿的茶', type: 'multi', version: 0, shown: '' },
  { fieldId: id('F5'), name: '所在地区', type: 'region', version: 1, shown: '浙江 · 温州', regionCode: '330300' },
  { fieldId: id('F6'), name: '开业日', type: 'date', version: 0, shown: '' },
]
const options = [
  { optionId: id('A1'), name: '茶馆', active: false },
  { optionId: id('A2'), name: '奶茶店', active: true },
  { optionId: id('A3'), name: '摊位', active: false },
]
const teas = [
  { optionId: id('B1'), name: '水仙', active: true },
  { optionId: id('B2'), name: '肉桂', active: true },
]
const definitions = own.map(({ fieldId, name, type }) => ({ fieldId, name, type, options: type === 'single' ? options : type === 'multi' ? teas : [] }))

const Rows = defineComponent({
  setup() {
    const { bundle } = useBundle()
    return () => bundle.value && h(FieldRows, { bundle: bundle.value })
  },
})

async function openRows(handlers: Handlers = {}, over = {}) {
  copied.length = 0
  const bundle = bundleOf(id('C1'), { fields: own, ...over })
  const calls = stubApi({ 'GET /fields': () => ({ fields: definitions }), 'GET /customers/:customerId': () => bundle, ...handlers })
  const page = await mountOn(Rows, {}, bundle)
  const row = (name: string) => page.findAll('dl > div').find((one) => one.find('dt').text() === name)!
  const edit = async (name: string) => {
    await row(name).find('.fd-edit').trigger('click')
    await flushPromises()
  }
  const puts = () => calls.filter(({ route }) => route.startsWith('PUT')).map(({ path, body }) => [path.slice(-2), body])
  return { page, row, edit, puts, calls, chip: (name: string) => page.findAll('.chip').find((one) => one.text() === name)! }
}

const answer = (over: Partial<OwnField>): Handlers => ({
  'PUT /customers/:customerId/fields/:fieldId': ({ params }) => ({ field: { ...own.find(({ fieldId }) => fieldId === params.fieldId)!, ...over } }),
})

afterEach(() => {
  vi.restoreAllMocks()
  allEdits().forEach(dropEdit)
  revealed.value = undefined
  toast.value = null
  document.body.innerHTML = ''
})

describe('the fields of a customer', () => {
  it('are stored on Enter as the number that was meant, with the version that was seen, and shown at once', async () => {
    const { page, row, edit, puts } = await openRows(answer({ version: 3, shown: '1022.5' }))
    await edit('月用茶量')
    const field = page.find('input')
    expect([field.element.value, document.activeElement === field.element]).toEqual(['22.5', true])
    await field.setValue('1,022.50')
    await field.trigger('keydown', { key: 'Enter' })
    expect(row('月用茶量').text()).toContain('1022.5 kg')
    await flushPromises()
    expect(puts()).toEqual([['F1', { version: 2, value: '1,022.50' }]])
  })

  it('are not stored while they are none of their type, and say why only once somebody tried', async () => {
    const { page, edit, puts } = await openRows()
    await edit('月用茶量')
    await page.find('input').setValue('两公斤')
    expect(page.find('.say').exists()).toBe(false)
    await page.find('input').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([page.find('.say').text(), page.find('input').attributes('aria-invalid'), puts()]).toEqual(['只填数字，比如 22.5。', 'true', []])
    await page.find('input').setValue('2')
    expect(page.find('.say').exists()).toBe(false)
  })

  it('take one option by a finger in one tap, and offer one that was retired only where it is chosen', async () => {
    const { page, edit, puts, chip } = await openRows(answer({ version: 2, shown: '奶茶店', optionIds: [id('A2')] }))
    await edit('生意类型')
    expect(page.findAll('.chip').map((one) => [one.text(), one.attributes('aria-checked')])).toEqual([
      ['茶馆', 'true'],
      ['奶茶店', 'false'],
    ])
    await chip('奶茶店').trigger('click', { detail: 1, clientX: 200, clientY: 200 })
    await flushPromises()
    expect(puts()).toEqual([['F3', { version: 1, value: id('A2') }]])
  })

  it('let the keys go through the options before one is stored', async () => {
    const { page, edit, puts, chip } = await openRows(answer({ version: 2, shown: '奶茶店', optionIds: [id('A2')] }))
    await edit('生意类型')
    await chip('茶馆').trigger('keydown', { key: 'ArrowRight' })
    expect([chip('奶茶店').attributes('aria-checked'), puts()]).toEqual(['true', []])
    await chip('奶茶店').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([puts().length, page.find('.chip').exists()]).toEqual([1, false])
  })

  it('take the focus as soon as their options are there, unless it is somewhere else by then', async () => {
    for (const elsewhere of [false, true]) {
      let answer = (): void => undefined
      const { page, edit, chip } = await openRows({
        'GET /fields': () => new Promise((resolve) => (answer = () => resolve({ fields: definitions }))),
      })
      await edit('生意类型')
      const other = page.find<HTMLElement>('.ib').element
      if (elsewhere) other.focus()
      answer()
      await flushPromises()
      expect(document.activeElement).toBe(elsewhere ? other : chip('茶馆').element)
      allEdits().forEach(dropEdit)
    }
  })

  it('take several options, and an emptied field', async () => {
    const { page, edit, puts, chip } = await openRows(answer({ version: 1, shown: '水仙 · 肉桂', optionIds: [id('B1'), id('B2')] }))
    await edit('常拿的茶')
    for (const tea of ['肉桂', '水仙']) await chip(tea).trigger('click')
    await page.find('form').trigger('submit')
    await flushPromises()
    await edit('生意类型')
    await page.find('.clear').trigger('click')
    await flushPromises()
    expect(puts()).toEqual([
      ['F4', { version: 0, value: [id('B2'), id('B1')] }],
      ['F3', { version: 1, value: '' }],
    ])
  })

  it('take a region in two steps, and the whole province where none of its places is chosen', async () => {
    const { page, edit, puts } = await openRows(answer({ version: 2, shown: '福建', regionCode: '350000' }))
    await edit('所在地区')
    const [province, city] = page.findAll('select')
    expect([province?.element.value, city?.element.value]).toEqual(['330000', '330300'])
    await province?.setValue('350000')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(puts()).toEqual([['F5', { version: 1, value: '350000' }]])
  })

  it('never show a stored phone to be edited, leave it where nothing is typed, and lay none aside on the device', async () => {
    const { page, edit, puts } = await openRows(answer({ version: 2, shown: '138****2716' }))
    await edit('备用电话')
    expect([page.find('input').element.value, page.find('input').attributes('placeholder')]).toEqual(['', '现在是 139****0277，输入新号码'])
    await page.find('form').trigger('submit')
    expect(puts()).toEqual([])
    await edit('备用电话')
    await page.find('input').setValue('13812342716')
    expect(allEdits()).toMatchObject([{ text: '13812342716', secret: true }])
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(puts()).toEqual([['F2', { version: 1, value: '13812342716' }]])
  })

  it('show both values when a colleague was first, and store mine over theirs only when told', async () => {
    const theirs = { ...own[0]!, version: 5, shown: '30' }
    const { page, row, edit, puts } = await openRows({
      'PUT /customers/:customerId/fields/:fieldId': ({ body }) =>
        body.version === 5 ? { field: { ...theirs, version: 6, shown: '40' } } : refusal(409, 'conflict', { field: theirs }),
    })
    await edit('月用茶量')
    await page.find('input').setValue('40')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([page.find('.say').text(), page.find('input').element.value]).toEqual([expect.stringContaining('30'), '40'])
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([row('月用茶量').text(), puts().length]).toEqual([expect.stringContaining('40 kg'), 2])
  })

  it('say nothing of a colleague who has stored the same', async () => {
    const { page, row, edit } = await openRows({
      'PUT /customers/:customerId/fields/:fieldId': () => refusal(409, 'conflict', { field: { ...own[0]!, version: 5, shown: '40' } }),
    })
    await edit('月用茶量')
    await page.find('input').setValue('40')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([page.find('input').exists(), row('月用茶量').text(), useOutbox().entries]).toEqual([false, expect.stringContaining('40 kg'), []])
  })

  it('keep what was typed, with the reason, when the server refuses it, and forget it once it is given up', async () => {
    const { page, row, edit } = await openRows({ 'PUT /customers/:customerId/fields/:fieldId': () => refusal(403, 'read_only') })
    await edit('备用电话')
    await page.find('input').setValue('13812342716')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([page.find('.say').text(), page.find('input').element.value, allEdits().map(({ secret }) => secret), useOutbox().stuck.length]).toEqual([
      '没有存上：您现在不是这位客户的跟进人。',
      '13812342716',
      [true],
      1,
    ])
    await page.find('input').trigger('keydown', { key: 'Escape' })
    expect([row('备用电话').text(), useOutbox().stuck]).toEqual([expect.stringContaining('139****0277'), []])
  })

  it('stay where they were typed while neither server nor device has them', async () => {
    let up = false
    const { page, row, edit } = await openRows({
      'PUT /customers/:customerId/fields/:fieldId': () => (up ? { field: { ...own[5]!, version: 1, shown: '2019-05-18' } } : refusal(503, 'unavailable')),
    })
    await edit('开业日')
    await page.find('input').setValue('2019-05-18')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([page.find('.say').text(), page.find('input').element.value]).toEqual([expect.stringMatching(/^还没有存上，这台设备也存不下。/), '2019-05-18'])
    up = true
    useOutbox().retryAll()
    await flushPromises()
    expect([page.find('input').exists(), row('开业日').text()]).toEqual([false, expect.stringContaining('2019-05-18')])
  })

  it('are written one after the other, each under the version that the one before left', async () => {
    let version = 2
    const answers: (() => void)[] = []
    const { page, row, edit, puts } = await openRows({
      'PUT /customers/:customerId/fields/:fieldId': async ({ body }) => {
        await new Promise<void>((resolve) => answers.push(resolve))
        return { field: { ...own[0]!, version: ++version, shown: String(body.value) } }
      },
    })
    for (const text of ['30', '31', '32']) {
      await edit('月用茶量')
      await page.find('input').setValue(text)
      await page.find('form').trigger('submit')
      await flushPromises()
      expect(row('月用茶量').text()).toContain(`${text} kg`)
    }
    for (let round = 0; round < 2; round++) {
      answers.shift()?.()
      await flushPromises()
    }
    expect([puts(), row('月用茶量').text()]).toEqual([
      [
        ['F1', { version: 2, value: '30' }],
        ['F1', { version: 3, value: '32' }],
      ],
      expect.stringContaining('32 kg'),
    ])
  })

  it('send nothing when the old value is back before the new one has left, but a phone always: nobody can tell it from the old one', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { page, edit } = await openRows()
    for (const text of ['30', '22.5']) {
      await edit('月用茶量')
      await page.find('input').setValue(text)
      await page.find('form').trigger('submit')
    }
    await edit('备用电话')
    await page.find('input').setValue('13905910277')
    await page.find('form').trigger('submit')
    expect(useOutbox().entries.map(({ input }) => (input as FieldWrite).value)).toEqual(['13905910277'])
    expect(useOutbox().kindOf(useOutbox().entries[0]!)?.title(useOutbox().entries[0]!)).toBe('备用电话：139****0277')
  })

  it('say that a field is gone which an admin has retired meanwhile', async () => {
    const { page, edit } = await openRows({ 'PUT /customers/:customerId/fields/:fieldId': () => refusal(404, 'not_found') })
    await edit('月用茶量')
    await page.find('input').setValue('30')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([page.find('input').exists(), toast.value?.text, useOutbox().stuck.length]).toEqual([false, '没有存上：这一项已被管理员停用。', 1])
  })

  it('offer nothing to change to a reader, and still copy', async () => {
    const { page, row } = await openRows({}, { access: 'team' })
    expect([page.find('.fd-edit').exists(), row('常拿的茶').text()]).toEqual([false, '常拿的茶未填写'])
    await row('月用茶量').find('button').trigger('click')
    await flushPromises()
    expect([copied, toast.value?.text]).toEqual([['22.5 kg'], '月用茶量已复制'])
  })
})

describe('a masked phone', () => {
  const phone: Handlers = { 'POST /customers/:customerId/phones/:phoneId/reveal': () => ({ phone: '+8613905910277' }) }

  it('is shown in clear for half a minute, to be dialled, and then masked again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { row, calls } = await openRows(phone)
    await row('备用电话').find('.btn').trigger('click')
    await flushPromises()
    expect([row('备用电话').find('a').attributes('href'), row('备用电话').find('a').text()]).toEqual(['tel:+8613905910277', '139 0591 0277'])
    expect(calls.find(({ route }) => route.startsWith('POST'))?.body).toEqual({ use: 'show' })
    vi.advanceTimersByTime(30_000)
    await flushPromises()
    vi.useRealTimers()
    expect([row('备用电话').find('a').exists(), row('备用电话').text()]).toEqual([false, expect.stringContaining('139****0277')])
  })

  it('is copied whole without being shown', async () => {
    const { row, calls } = await openRows(phone)
    await row('备用电话').find('.ib').trigger('click')
    await flushPromises()
    expect([copied, toast.value?.text, revealed.value]).toEqual([['13905910277'], '已复制 139****0277，已留下记录', undefined])
    expect(calls.find(({ route }) => route.startsWith('POST'))?.body).toEqual({ use: 'copy' })
  })

  it('stays masked when the hour is used up, and says when it goes on', async () => {
    const { page } = await openRows({
      'POST /customers/:customerId/phones/:phoneId/reveal': () =>
        refusal(429, 'rate_limited', { perHour: 30, retryAt: new Date(Date.now() + 1800_000).toISOString() }),
    })
    await reveal(bundleOf(id('C1')), id('V2'))
    expect([page.find('a').exists(), toast.value?.tone, toast.value?.text]).toEqual([
      false,
      'danger',
      expect.stringMatching(/^没有显示：一小时最多看 30 个号码。(今天|明天) \d\d:\d\d 再看。$/),
    ])
  })
})
