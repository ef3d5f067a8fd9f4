import { AppError } from '../../errors.ts'

/** The place of an order in the list, newest first: its moment, then its id. */
export interface OrderPlace {
  placedAt: Date
  id: string
}

const FORM = /^(\d{1,13})\.([0-9A-HJKMNP-TV-Z]{26})$/

export const writeOrderCursor = ({ placedAt, id }: OrderPlace): string => Buffer.from(`${placedAt.getTime()}.${id}`).toString('base64url')

/** @throws AppError `bad_request` for anything that was not given by us */
export function readOrderCursor(cursor: string): OrderPlace {
  const [, ms, id] = FORM.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (!ms || !id) throw new AppError('bad_request', 'the cursor is not one of ours')
  return { placedAt: new Date(Number(ms)), id }
}
