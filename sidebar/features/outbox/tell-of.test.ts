import { afterEach, beforeEach, expect, it } from 'vitest'
import { toast } from '../../ui/undo.ts'
import { bundleOf, id, runOn } from '../fixtures/test-kit.ts'
import { tellOf } from './index.ts'

const here = { customerId: id('C1'), name: '周岚' }
const other = { customerId: id('C2'), name: '陈屿' }

beforeEach(() => runOn(() => undefined, bundleOf(id('C1'))))
afterEach(() => void (toast.value = null))

it('tells of the customer on screen as it is', () => {
  tellOf(here, { tone: 'ok', text: '已回到「报价」' })
  expect(toast.value).toEqual({ tone: 'ok', text: '已回到「报价」' })
})

it('names another customer of whom something went wrong, and is quiet about what went well', () => {
  tellOf(other, { tone: 'ok', text: '已回到「报价」' })
  expect(toast.value).toBeNull()
  tellOf(other, { tone: 'danger', text: '没有移动' })
  expect(toast.value).toEqual({ tone: 'danger', text: '陈屿 · 没有移动' })
})
