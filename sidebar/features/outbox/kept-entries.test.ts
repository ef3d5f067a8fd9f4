import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Entry } from './entry.ts'
import { keptEntries } from './kept-entries.ts'

vi.mock('../../device/shelf.ts', () => {
  const silent = () => new Promise<never>(() => undefined)
  return { openShelf: () => ({ put: silent, all: silent, remove: silent }) }
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('holds nothing up for a disk that never answers: the entry counts as not kept, and the device as unread', async () => {
  const kept = keptEntries()
  const ends = Promise.all([kept.put({ id: 'E1', customerId: 'C1' } as Entry), kept.read()])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await ends).toEqual([false, undefined])
})
