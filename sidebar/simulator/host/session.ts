import type { VerifySignature } from '../../../shared/simulator.ts'
import { control, keywordOf } from './control.ts'
import { hasApi, isOpen, needsApp } from './rules.ts'
import type { BridgeParams, HostSettings } from './types.ts'
import { clientObject } from './wire.ts'

interface Verified {
  url: string
  names: string[]
  signature: string
}

export interface Verdict {
  keyword: string
  fields?: Record<string, unknown>
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])

/** The address that is signed: the page's own, without what follows `#`. */
const here = () => location.href.split('#')[0] ?? ''

/** Remembers which signatures were accepted on which address, and lets calls through accordingly. */
export function createSession(settings: () => HostSettings) {
  const verified: { agent?: Verified; corp?: Verified } = {}

  /** `agentConfig` and `preVerifyJSAPI`: the simulator's server recomputes the signature with its own ticket over our own address. */
  async function verify(name: 'agentConfig' | 'preVerifyJSAPI', params: BridgeParams): Promise<Verdict> {
    const refused = settings().faults?.find((fault) => fault.kind === 'refuse_signature')
    if (refused) return { keyword: refused.why === 'url' ? 'invalid url domain' : 'invalid signature' }

    const url = here()
    const names = list(name === 'agentConfig' ? params.jsApiList : params.verifyJsApiList)
    const claim = claimOf(name, params, url, settings().userId)
    const { status, answer } = await control('verify-signature', claim)
    if (status !== 200 || answer.ok !== true) return { keyword: keywordOf(answer) }

    verified[name === 'agentConfig' ? 'agent' : 'corp'] = { url, names, signature: claim.signature }
    return { keyword: 'ok', fields: { checkResult: clientObject(settings(), checkResult(settings(), names)) } }
  }

  /** Why a call is not let through, as a keyword; nothing when it is. */
  function refusal(name: string, params: BridgeParams): string | undefined {
    if (isOpen(name)) return undefined
    const fits = (entry?: Verified) => (entry && entry.url === here() && entry.signature === params.verifySignature ? entry : undefined)
    const agent = fits(verified.agent)
    const session = agent ?? fits(verified.corp)
    if (!session) return 'permission denied'
    return session.names.includes(name) && (agent || !needsApp(name)) ? undefined : 'no permission'
  }

  return { verify, refusal }
}

/** Which of these this client has, by bridge name. */
export function checkResult(settings: HostSettings, names: string[]): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [name, hasApi(settings, name)]))
}

function claimOf(name: string, params: BridgeParams, url: string, userId: string): VerifySignature {
  if (name === 'agentConfig') {
    const { corpid, agentid, timestamp, nonceStr, signature } = params
    return {
      kind: 'agent_config',
      corpId: text(corpid),
      agentId: text(agentid),
      timestamp: text(timestamp),
      nonceStr: text(nonceStr),
      signature: text(signature),
      url,
      userId,
    }
  }
  const { appId, verifyTimestamp, verifyNonceStr, verifySignature } = params
  return {
    kind: 'corp',
    corpId: text(appId),
    agentId: '',
    timestamp: text(verifyTimestamp),
    nonceStr: text(verifyNonceStr),
    signature: text(verifySignature),
    url,
    userId,
  }
}
