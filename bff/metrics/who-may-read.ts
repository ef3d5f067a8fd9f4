import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const NEAR = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEAR.addSubnet(net, bits, 'ipv6')

/** What reverse proxies add. One on this machine makes every stranger look like loopback, so a request that came through one is not near. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** Whoever holds METRICS_TOKEN, and who connects from a loopback or private address without a proxy between. */
export const mayReadMetrics = (request: FastifyRequest, config: Pick<Config, 'metricsToken' | 'publicUrl'>): boolean =>
  holdsToken(request, config.metricsToken) || (isNear(request) && !cameThroughProxy(request, config.publicUrl))

function holdsToken({ headers }: FastifyRequest, token: string): boolean {
  const [, given] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  return token !== '' && given !== undefined && timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** By the connection itself: what a request says about its address is for others to believe. */
function isNear({ raw }: FastifyRequest): boolean {
  const address = (raw.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  return address !== '' && NEAR.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Also when the proxy adds nothing but keeps the name that people open. */
function cameThroughProxy({ headers }: FastifyRequest, publicUrl: string): boolean {
  const { host, protocol } = new URL(publicUrl)
  return PROXY_HEADERS.some((name) => name in headers) || (protocol === 'https:' && headers.host?.toLowerCase() === host)
}
