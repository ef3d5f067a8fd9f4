import { daysSince, due, left, moment } from '../../ui/moments.ts'
import type { Bundle } from '../outcome.ts'
import { icon } from './h.ts'
import type { NowRow, View } from './view.ts'

/** What is owed, what is happening, what to send: at most four rows, in the order of the bundle. Absent when there is nothing. */
export function nowStrip<N>(view: View<N>, { now, access }: Bundle): N | false {
  if (now.length === 0) return false
  const rows = now.map((row) => drawRow[row.kind](view, row, access === 'own'))
  return view.h('section', { class: 'now', 'aria-label': view.words.customer.now }, [view.h('ul', null, rows)])
}

type DrawRow = <N>(view: View<N>, row: NowRow, mayWrite: boolean) => N

const drawRow: Record<NowRow['kind'], DrawRow> = {
  late: (view, row, mayWrite) => task(view, row, mayWrite),
  due: (view, row, mayWrite) => task(view, row, mayWrite),
  refund: ({ h, words }, row) => h('li', { key: keyOf(row) }, [mark(h, 'refund', 'warn'), lines(h, row.title, words.customer.refund)]),
  next: (view, row, mayWrite) => next(view, row, mayWrite),
}

function task<N>({ h, words, now, on }: View<N>, row: NowRow, mayWrite: boolean): N {
  const when = row.dueAt ? due(row.dueAt, now) : ''
  const detail = !row.dueAt
    ? words.customer.task
    : row.kind === 'late'
      ? words.customer.wasDue(moment(row.dueAt, now))
      : words.customer.left(left(row.dueAt, now))
  return h('li', { key: keyOf(row), class: row.kind }, [
    mark(h, row.kind === 'late' ? 'alert' : 'clock', row.kind === 'late' ? 'danger' : 'warn'),
    lines(h, [when, row.title].filter(Boolean).join(' · '), detail),
    mayWrite &&
      row.taskId !== undefined &&
      h('button', { type: 'button', class: 'btn sm n', 'aria-label': words.customer.doneTask(row.title), onClick: on.done && (() => on.done?.(row)) }, [
        words.customer.done,
      ]),
  ])
}

function next<N>({ h, words, now, on }: View<N>, row: NowRow, mayWrite: boolean): N {
  return h('li', { key: keyOf(row), class: 'next' }, [
    mark(h, 'send', 'ac'),
    lines(h, h('b', null, [words.customer.next(row.title)]), row.since ? words.customer.stayed(daysSince(row.since, now)) : ''),
    mayWrite &&
      row.scriptId !== undefined &&
      h('button', { type: 'button', class: 'btn sm p', 'aria-label': words.customer.sendNext(row.title), onClick: on.next && (() => on.next?.(row)) }, [
        words.customer.send,
      ]),
  ])
}

const keyOf = (row: NowRow): string => row.kind + (row.taskId ?? row.orderId ?? row.scriptId ?? '')

function mark<N>(h: View<N>['h'], name: Parameters<typeof icon>[1], tone: string): N {
  return h('span', { class: `ic ${tone}` }, [icon(h, name)])
}

function lines<N>(h: View<N>['h'], title: N | string, detail: string): N {
  return h('div', { class: 'grow' }, [h('div', { class: 'tt cut' }, [title]), detail !== '' && h('div', { class: 'ss cut' }, [detail])])
}
