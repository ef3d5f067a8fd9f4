import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, h } from 'vue'
import { toast, undoNow } from '../../ui/undo.ts'
import { bundleOf, id, mountOn, refusal, show, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import { useOutbox } from '../outbox/index.ts'
import { patchBundle, useBundle } from './current.ts'
import { dropEdit, useEditing } from './editing.ts'
import FieldEditor from './FieldEditor.vue'
import { keepEdits } from './keep-edits.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))

const relation = { remark: '周岚', description: '主打手冲', addWay: 1, since: '2026-10-08T08:20:00.000Z', version: 3 }
const jobId = id('J1')

/** The name in the header and the field's editor, while there is one. */
const Column = defineComponent({
  setup() {
    const { bundle } = useBundle()
    const { edit, start } = useEditing()
    const shown = computed(() => `${bundle.value?.customer.name} / ${bundle.value?.relation?.description}`)
    return () =>
      h('div', [
        h('p', { class: 'shown' }, shown.value),
        h('button', { class: 'open', onClick: () => start('remark') }),
        h('button', { class: 'open-description', onClick: () => start('description') }),
        h('div', { class: 'fd' }, [
          edit.value ? h(FieldEditor, { edit: edit.value, key: edit.value.customerId + edit.value.field }) : h('button', { class: 'fd-edit' }),
        ]),
      ])
  },
})

async function openEditor(handlers: Handlers) {
  const calls = stubApi({ 'GET /customers/:customerId': () => bundleOf(id('C1'), { relation }), ...handlers })
  const page = await mountOn(Column, {}, bundleOf(id('C1'), { relation }))
  await page.find('.open').trigger('click')
  return { page, calls, field: page.find('textarea'), shown: () => page.find('.shown').text() }
}

afterEach(() => {
  for (const customerId of [id('C1'), id('C2')]) for (const field of ['remark', 'description'] as const) dropEdit({ customerId, field })
  toast.value = null
  document.body.innerHTML = ''
})

describe('editing the remark in place', () => {
  it('stores it on Enter, with the version that was seen, and shows it at once as the name', async () => {
    const { page, calls, field, shown } = await openEditor({
      'PATCH /customers/:customerId/relation': ({ body }) => ({ relation: { ...relation, remark: body.remark ?? '', version: 4 }, jobId }),
      'GET /jobs/:jobId': () => ({ jobId, state: 'done', attempts: 1 }),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    expect(shown()).toBe('周姐 / 主打手冲')
    await flushPromises()
    expect(calls.find((call) => call.route.startsWith('PATCH'))?.body).toEqual({ version: 3, remark: '周姐' })
    expect([page.find('textarea').exists(), toast.value]).toEqual([false, null])
  })

  it('leaves everything on Esc, and Enter alone while Chinese is being composed', async () => {
    const { page, calls, field, shown } = await openEditor({})
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    expect(page.find('textarea').exists()).toBe(true)
    await field.trigger('keydown', { key: 'Escape' })
    expect([page.find('textarea').exists(), shown(), calls]).toEqual([false, '周岚 / 主打手冲', []])
  })

  it.each([
    ['周姐', '没有改「备注」'],
    ['周岚', undefined],
  ])('gives %s back after Esc where it is not what is stored', async (text, told) => {
    const { page, field } = await openEditor({})
    await field.setValue(text)
    await field.trigger('keydown', { key: 'Escape' })
    expect([toast.value?.text, page.find('textarea').exists()]).toEqual([told, false])
    undoNow()
    await flushPromises()
    expect(page.find('textarea').exists() && page.find('textarea').element.value).toBe(told !== undefined && text)
  })

  it('counts characters as people do, and does not store more than WeCom takes', async () => {
    const { page, calls, field } = await openEditor({})
    await field.setValue('👋'.repeat(20))
    expect([page.find('.count').text(), field.attributes('aria-invalid')]).toEqual(['20/20', undefined])
    await field.setValue('字'.repeat(21))
    expect([page.find('.count').text(), field.attributes('aria-invalid'), page.find('[type=submit]').attributes('disabled')]).toEqual(['21/20', 'true', ''])
    await field.trigger('keydown', { key: 'Enter' })
    expect(calls).toEqual([])
  })

  it('shows both values when a colleague was first, and stores mine over theirs only when told', async () => {
    const { page, calls, field, shown } = await openEditor({
      'PATCH /customers/:customerId/relation': ({ body }) =>
        body.version === 3
          ? refusal(409, 'conflict', { remark: '屿间周姐', description: '主打手冲', version: 5 })
          : { relation: { ...relation, remark: body.remark ?? '', version: 6 }, jobId },
      'GET /jobs/:jobId': () => ({ jobId, state: 'done', attempts: 1 }),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([page.find('textarea').element.value, page.text(), shown()]).toEqual(['周姐', expect.stringContaining('屿间周姐'), '屿间周姐 / 主打手冲'])
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(calls.filter((call) => call.route.startsWith('PATCH')).map((call) => call.body)).toEqual([
      { version: 3, remark: '周姐' },
      { version: 5, remark: '周姐' },
    ])
    expect(shown()).toBe('周姐 / 主打手冲')
  })

  it('keeps the text in its field where neither server nor device has it, until it is stored', async () => {
    let up = false
    const { page, field, shown } = await openEditor({
      'PATCH /customers/:customerId/relation': ({ body }) =>
        up ? { relation: { ...relation, remark: body.remark ?? '', version: 4 }, jobId } : Promise.reject(new TypeError('no network')),
      'GET /jobs/:jobId': () => ({ jobId, state: 'done', attempts: 1 }),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([page.find('textarea').element.value, page.find('[role=status]').text(), shown()]).toEqual([
      '周姐',
      '还没有存上，这台设备也存不下。内容还在，先别关掉这个页面，联网后再点「保存」。',
      '周姐 / 主打手冲',
    ])
    up = true
    useOutbox().retryAll()
    await flushPromises()
    expect([page.find('textarea').exists(), shown()]).toEqual([false, '周姐 / 主打手冲'])
  })

  it('puts the text back into its field with the reason when the server refuses it, and forgets it when that is given up', async () => {
    const { page, field, shown } = await openEditor({ 'PATCH /customers/:customerId/relation': () => refusal(403, 'read_only') })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([page.find('textarea').element.value, page.find('[role=status]').text(), shown(), useOutbox().stuck.length]).toEqual([
      '周姐',
      '没有存上：您现在不是这位客户的跟进人。',
      '周岚 / 主打手冲',
      1,
    ])
    await page.find('textarea').trigger('keydown', { key: 'Escape' })
    expect(useOutbox().stuck).toEqual([])
  })

  it('selects the stored value for the next key to replace, but never a text that was typed: the caret is at its end', async () => {
    const { page, field } = await openEditor({ 'PATCH /customers/:customerId/relation': () => refusal(403, 'read_only') })
    const selected = ({ selectionStart, selectionEnd }: HTMLTextAreaElement) => [selectionStart, selectionEnd]
    await flushPromises()
    expect(selected(field.element)).toEqual([0, 2])
    await field.setValue('周姐姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    const again = page.find('textarea').element
    expect([selected(again), document.activeElement]).toEqual([[3, 3], again])
  })

  it.each(['Enter', 'Escape'])('leaves the focus on the button that stands there after %s', async (key) => {
    const { page, field } = await openEditor({})
    await flushPromises()
    await field.trigger('keydown', { key })
    await flushPromises()
    expect(document.activeElement).toBe(page.find('.fd-edit').element)
  })

  it('closes all fields when somebody else logs in, what was typed and what was only opened', async () => {
    const { page, field } = await openEditor({})
    const tell = keepEdits()
    tell(id('A'))
    await field.setValue('周姐')
    await page.find('.open-description').trigger('click')
    tell(id('B'))
    await flushPromises()
    expect(page.find('textarea').exists()).toBe(false)
    await page.find('.open').trigger('click')
    expect(page.find('textarea').element.value).toBe('周岚')
  })

  it('keeps what was typed for each customer and each field while another is open', async () => {
    const { page, field } = await openEditor({})
    const text = () => page.find('textarea').element.value
    await field.setValue('周姐')
    await page.find('.open-description').trigger('click')
    await page.find('textarea').setValue('主打意式')
    show(bundleOf(id('C2'), { relation: { ...relation, remark: '陈屿' } }))
    await flushPromises()
    expect(page.find('textarea').exists()).toBe(false)
    await page.find('.open').trigger('click')
    expect(text()).toBe('陈屿')
    await page.find('textarea').setValue('陈总')
    show(bundleOf(id('C1'), { relation }))
    await flushPromises()
    expect(text()).toBe('主打意式')
    await page.find('.open').trigger('click')
    expect(text()).toBe('周姐')
    show(bundleOf(id('C2'), { relation: { ...relation, remark: '陈屿' } }))
    await flushPromises()
    expect(text()).toBe('陈总')
  })

  it('does not keep a value that nobody changed: another may be stored by the time its field is opened again', async () => {
    const { page } = await openEditor({})
    await page.find('.open-description').trigger('click')
    patchBundle(id('C1'), (bundle) => ({ ...bundle, relation: { ...relation, remark: '屿间周姐' } }))
    await page.find('.open').trigger('click')
    expect(page.find('textarea').element.value).toBe('屿间周姐')
  })

  it('keeps a text that could not be stored while another field is open, for when its own is opened again', async () => {
    let fail = (): void => undefined
    const { page, field } = await openEditor({
      'PATCH /customers/:customerId/relation': () => new Promise<Response>((resolve) => (fail = () => resolve(refusal(422, 'refused')))),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await page.find('.open-description').trigger('click')
    await flushPromises()
    fail()
    await flushPromises()
    expect([page.find('textarea').element.value, toast.value?.text]).toEqual(['主打手冲', '没有存上：服务器没有收下。内容还在，再点一次「保存」。'])
    await page.find('.open').trigger('click')
    expect([page.find('textarea').element.value, page.find('[role=status]').text()]).toEqual(['周姐', '没有存上：服务器没有收下。内容还在，再点一次「保存」。'])
  })

  it('puts the old value back and says why when WeCom refuses it', async () => {
    const { field, shown } = await openEditor({
      'PATCH /customers/:customerId/relation': ({ body }) => ({ relation: { ...relation, remark: body.remark ?? '', version: 4 }, jobId }),
      'GET /jobs/:jobId': () => ({ jobId, state: 'refused', attempts: 1, reason: { code: 'no_relation', params: { errcode: '84061' } } }),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(toast.value).toEqual({ tone: 'danger', text: '没写进企业微信：对方已不是您的好友。已还原。' })
    expect(shown()).toBe('周岚 / 主打手冲')
  })

  it('follows a pending change until it ends', async () => {
    let round = 0
    const { calls, field } = await openEditor({
      'PATCH /customers/:customerId/relation': ({ body }) => ({ relation: { ...relation, remark: body.remark ?? '', version: 4 }, jobId }),
      'GET /jobs/:jobId': () => ({ jobId, state: round++ < 2 ? 'pending' : 'done', attempts: round }),
    })
    await field.setValue('周姐')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    await flushPromises()
    expect(calls.filter((call) => call.route === 'GET /jobs/:jobId').map((call) => call.path)).toEqual(
      Array.from({ length: 3 }, () => `/jobs/${jobId}?waitMs=10000`),
    )
  })
})
