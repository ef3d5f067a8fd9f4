import { useQueryCache } from '@pinia/colada'
import type { RouteInput, RouteReply } from '../../../../shared/contracts/index.ts'
import { api } from '../../../api/api.ts'
import type { Bundle } from '../../../head-start/outcome.ts'
import { words } from '../../../words/index.ts'
import { tellOf, type Entry, type Kind } from '../../outbox/index.ts'
import { patchBundle, refreshBundle } from '../current.ts'
import { dropEdit, editOf, keepEdit, openEdit, type FieldEdit } from '../editing.ts'
import { failureOf, reopenEdit } from '../reopen-edit.ts'
import type { OwnField } from './own-field.ts'

type Route = 'PUT /customers/:customerId/fields/:fieldId'

export interface FieldWrite {
  /** Its id. */
  field: string
  /** What is sent. A phone is in it, which is why entries lie on the device sealed and are never logged. */
  value: RouteInput<Route>['body']['value']
  /** As it shows until the server has answered; a phone masked. */
  mine: OwnField
  /** What the server had when it was written. */
  before: OwnField
  version: number
}

/** A value of one of the team's own fields. */
export const fieldKind: Kind<FieldWrite, RouteReply<Route>> = {
  name: 'field',
  recordOf: ({ customerId, input }) => `field ${customerId} ${input.field}`,
  send: ({ customerId, input: { field, value, version } }, as) =>
    api('PUT /customers/:customerId/fields/:fieldId', { params: { customerId, fieldId: field }, body: { version, value } }, as),
  shows: {
    bundle: (bundle, { input: { mine } }) => withField(bundle, mine),
  },
  meets: (earlier, now) => (isSame(earlier.input.before, now.input.mine) ? 'cancels' : 'replaces'),
  follow: ({ input }, _answered, reply) => ({ ...input, version: (reply as { field?: OwnField }).field?.version ?? input.version }),
  asWished({ input: { mine } }, details) {
    const theirs = theirsOf(details)
    return theirs && isSame(theirs, mine) ? { field: theirs } : undefined
  },
  settled(entry, reply) {
    const { customerId } = entry
    if (reply?.field) showField(customerId, reply.field)
    else void refreshBundle(customerId)
    const edit = editOf(placeOf(entry))
    if (edit?.failed === 'unkept' && edit.text === textOf(entry)) dropEdit(edit)
    void useQueryCache().invalidateQueries({ key: ['timeline', customerId] })
  },
  refused(entry) {
    const { customerId, failure } = entry
    if (failure?.code === 'not_found') {
      tellOf(entry, { tone: 'danger', text: words().fields.gone })
      return void refreshBundle(customerId)
    }
    const theirs = failure?.code === 'conflict' ? theirsOf(failure.details) : undefined
    if (theirs) showField(customerId, theirs)
    reopenEdit(editFor(entry), theirs ? { theirs: theirs.shown } : { failed: failureOf(failure?.code) })
  },
  title: ({ input: { mine } }) => words().outbox.field(mine.name, shownOf(mine)),
  reason: ({ failure }) => (words().fields.problems as Record<string, string>)[String(failure?.details.reason)],
  mend(entry) {
    const edit = editFor(entry)
    keepEdit(edit)
    openEdit(edit, edit.text)
  },
  conflict({ input, failure }) {
    const theirs = theirsOf(failure?.details)
    return theirs && { mine: shownOf(input.mine), theirs: shownOf(theirs), again: { ...input, before: theirs, version: theirs.version } }
  },
}

/** Of two phones only the masks are known: they are the same only where there is none. */
export const isSame = (one: OwnField, other: OwnField): boolean =>
  one.shown === other.shown &&
  one.regionCode === other.regionCode &&
  one.optionIds?.join() === other.optionIds?.join() &&
  (one.type !== 'phone' || one.shown === '')

const shownOf = ({ shown, unit }: OwnField): string => (shown && unit ? `${shown} ${unit}` : shown)

const theirsOf = (details: Record<string, unknown> = {}): OwnField | undefined => details.field as OwnField | undefined

const placeOf = ({ customerId, input }: Entry<FieldWrite>): Pick<FieldEdit, 'customerId' | 'field'> => ({ customerId, field: input.field })

/** The text of its editor, see `inputOf`. */
const textOf = ({ input: { value } }: Entry<FieldWrite>): string => (Array.isArray(value) ? value.join() : (value ?? ''))

const editFor = (entry: Entry<FieldWrite>): FieldEdit => ({
  ...placeOf(entry),
  text: textOf(entry),
  touched: true,
  secret: entry.input.mine.type === 'phone',
})

const withField = (bundle: Bundle, field: OwnField): Bundle => ({
  ...bundle,
  fields: bundle.fields?.map((other) => (other.fieldId === field.fieldId ? field : other)),
})

function showField(customerId: string, field: OwnField): void {
  patchBundle(customerId, (bundle) => withField(bundle, field))
}
