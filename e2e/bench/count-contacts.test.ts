import { afterAll, beforeAll, expect, it } from 'vitest'
import fastify from 'fastify'
import { demoCorp, simulator } from '../../bff/simulator/index.ts'
import { countContacts } from './count-contacts.ts'

const corp = demoCorp(new Date())
/** Some are in groups only. */
const followed = corp.contacts.filter(({ externalUserId }) => corp.follows.some((follow) => follow.externalUserId === externalUserId))
const [left, ...rest] = followed
const wecom = fastify()
let simulatorUrl = ''

beforeAll(async () => {
  const smaller = {
    ...corp,
    contacts: corp.contacts.filter((contact) => contact !== left),
    follows: corp.follows.filter(({ externalUserId }) => externalUserId !== left?.externalUserId),
  }
  await wecom.register(simulator, { corp: smaller, now: () => new Date(), trustedHosts: [] })
  simulatorUrl = await wecom.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => wecom.close())

it('counts the contacts that there are, those of several employees once', async () => {
  expect(await countContacts(simulatorUrl)).toBe(rest.length)
})
