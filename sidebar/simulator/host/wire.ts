import type { Client, HostSettings, WireStyle } from './types.ts'

/** As reported of the clients; nobody can check it without the real ones, so the tests run over every style. */
const styles: Record<Client, WireStyle> = {
  ios: { field: 'err_msg', prefix: 'fail_' },
  android: { field: 'errMsg', prefix: 'fail ' },
  windows: { field: 'errmsg', prefix: 'fail_' },
  mac: { field: 'err_msg', prefix: 'fail_fail_' },
}

/**
 * A reply as the client words it.
 * @param keyword `ok`, `cancel`, or why it failed
 */
export function wireReply(settings: HostSettings, name: string, keyword: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const { field, prefix } = settings.wire ?? styles[settings.client]
  if (keyword === 'ok' || keyword === 'cancel') return { [field]: `${name}:${keyword}`, ...fields }
  const code = prefix === 'fail_fail_' ? { err_code: 2 } : {}
  return { [field]: `${name}:${prefix}${keyword}`, ...code, ...fields }
}

/** An object that Android hands over as JSON text. */
export function clientObject(settings: HostSettings, value: unknown): unknown {
  return settings.client === 'android' ? JSON.stringify(value) : value
}
