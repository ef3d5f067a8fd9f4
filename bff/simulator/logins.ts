import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import { refuse } from './refusal.ts'

const codeLifeSeconds = 300
const userTicketLifeSeconds = 1800

/** Codes of the login page: five minutes, once. User tickets: half an hour. Pages 96441 to 96443. */
export function createLogins(clock: Clock) {
  const codes = new Map<string, { userId: string; expiresAt: number; withTicket: boolean }>()
  const userTickets = new Map<string, { userId: string; expiresAt: number }>()
  const random = () => randomBytes(32).toString('base64url')

  return {
    /** @param withTicket whether the member granted snsapi_privateinfo */
    issueCode(userId: string, withTicket: boolean): string {
      const code = random()
      codes.set(code, { userId, withTicket, expiresAt: clock.seconds() + codeLifeSeconds })
      return code
    },

    isGood: (code: string): boolean => (codes.get(code)?.expiresAt ?? 0) > clock.seconds(),

    redeem(code: string): { userId: string; userTicket?: string } {
      const login = codes.get(code) ?? refuse(40029)
      codes.delete(code)
      if (login.expiresAt <= clock.seconds()) refuse(42003)
      if (!login.withTicket) return { userId: login.userId }
      const userTicket = random()
      userTickets.set(userTicket, { userId: login.userId, expiresAt: clock.seconds() + userTicketLifeSeconds })
      return { userId: login.userId, userTicket }
    },

    userOfTicket(userTicket: string): string {
      const found = userTickets.get(userTicket) ?? refuse(84015)
      return found.expiresAt > clock.seconds() ? found.userId : refuse(84014)
    },
  }
}

export type Logins = ReturnType<typeof createLogins>
