import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DemoEmployee } from './corp.ts'
import type { Logins } from './logins.ts'
import type { World } from './world.ts'

const cookieName = 'kebian_sim_user'

export const becomeCookie = (userId: string): string => `${cookieName}=${encodeURIComponent(userId)}; Path=/; HttpOnly; SameSite=Lax`

/** Whom this browser plays: by its cookie, otherwise the first employee. */
export function whoIs(request: FastifyRequest, world: World): DemoEmployee {
  const value = new RegExp(`(?:^|; )${cookieName}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1] ?? ''
  return world.employee(safeDecode(value)) ?? (world.corp.employees[0] as DemoEmployee)
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

const refusal = (reply: FastifyReply, errcode: number, why: string): FastifyReply =>
  reply.code(400).type('text/plain; charset=utf-8').send(`企业微信模拟器：无法登录（${errcode}）\n${why}\n`)

/**
 * The page that signs a member in silently and comes back with a code. Pages 96441 to 96443.
 * @param trusts whether a host, port included, is a trusted domain of the app
 */
export function loginPage(app: FastifyInstance, options: { world: World; logins: Logins; trusts: (host: string) => boolean }): void {
  const { world, logins, trusts } = options
  app.get('/simulator/wecom/connect/oauth2/authorize', (request, reply) => {
    const query = request.query as Record<string, string | undefined>
    const { appid, redirect_uri: redirectUri = '', response_type: responseType, scope = '', state = '', agentid } = query
    if (appid !== world.corp.corpId) return refusal(reply, 40013, `appid ${appid ?? ''} is not the corp id ${world.corp.corpId}`)
    if (responseType !== 'code') return refusal(reply, 40058, 'response_type has to be code')
    if (!['snsapi_base', 'snsapi_privateinfo'].includes(scope)) return refusal(reply, 40058, 'scope has to be snsapi_base or snsapi_privateinfo')
    if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) return refusal(reply, 40058, 'state takes at most 128 characters of a-z, A-Z, 0-9')
    if (agentid && agentid !== world.corp.agentId) return refusal(reply, 50001, `agentid ${agentid} is not the app ${world.corp.agentId}`)
    if (!URL.canParse(redirectUri) || !trusts(new URL(redirectUri).host))
      return refusal(reply, 50001, 'the host of redirect_uri is not a trusted domain of the app')

    const employee = whoIs(request, world)
    const withTicket = scope === 'snsapi_privateinfo' && agentid !== undefined
    if (withTicket && !employee.visible) return refusal(reply, 60011, `${employee.userId} is not in the visible range of the app`)
    const [address = '', hash] = redirectUri.split('#')
    const code = logins.issueCode(employee.userId, withTicket)
    const back = `${address}${address.includes('?') ? '&' : '?'}code=${code}&state=${state}${hash ? `#${hash}` : ''}`
    return reply.header('cache-control', 'no-store').redirect(back)
  })
}
