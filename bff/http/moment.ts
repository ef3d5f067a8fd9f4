import { AppError } from '../errors.ts'

const FROM = Date.UTC(1970, 0)
const UNTIL = Date.UTC(2200, 0)

/**
 * A moment that somebody sent, as text or in milliseconds. Only those from 1970 until 2200 are taken: both databases hold them, and no shop means another.
 * @throws AppError `bad_request` for any other, and for text that is no moment, such as a leap second
 */
export function readMoment(sent: string | number): Date {
  const moment = new Date(sent)
  if (!(moment.getTime() >= FROM && moment.getTime() < UNTIL)) throw new AppError('bad_request', 'not a moment between 1970 and 2200')
  return moment
}
