import { createHash } from 'node:crypto'

/**
 * The JS-SDK signature of one page address: SHA-1 in lower-case hex over raw values in a fixed order, UTF-8.
 * The same recipe serves agentConfig (with the ticket of the app) and config (with the ticket of the corp).
 * @param page `url` without its hash, exactly as the browser shows it; `timestamp` in seconds
 * @see https://developer.work.weixin.qq.com/document/path/96909
 */
export function signPage(page: { ticket: string; url: string; nonceStr: string; timestamp: string | number }): string {
  const text = `jsapi_ticket=${page.ticket}&noncestr=${page.nonceStr}&timestamp=${page.timestamp}&url=${page.url}`
  return createHash('sha1').update(text, 'utf8').digest('hex')
}
