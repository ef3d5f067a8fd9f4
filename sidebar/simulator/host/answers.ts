import { sendMessage } from './send-message.ts'
import { checkResult } from './session.ts'
import type { Verdict } from './session.ts'
import type { BridgeParams, HostMessage, HostSettings } from './types.ts'
import { clientObject } from './wire.ts'

interface Around {
  settings(): HostSettings
  tell(message: HostMessage): void
}

const ok = (fields?: Record<string, unknown>): Verdict => ({ keyword: 'ok', fields })

/** What each API does once it is let through, by bridge name; an API without an entry here answers `ok` and does nothing. */
export const answers: Record<string, (around: Around, params: BridgeParams) => Verdict | Promise<Verdict>> = {
  getContext: ({ settings }) => ok({ entry: settings().entry }),

  getCurExternalContact({ settings }) {
    const { externalUserId } = settings()
    return externalUserId ? ok({ userId: externalUserId }) : { keyword: 'without context of external contact' }
  },

  getCurExternalChat({ settings }) {
    const { chatId } = settings()
    return chatId ? ok({ chatId }) : { keyword: 'without context' }
  },

  async sendChatMessage({ settings, tell }, params) {
    const verdict = await sendMessage(settings(), params)
    if (verdict.keyword === 'ok') tell({ kebianHost: 'sent' })
    return verdict
  },

  checkJsApi({ settings }, { jsApiList }) {
    const names = Array.isArray(jsApiList) ? jsApiList.map(String) : []
    return ok({ checkResult: clientObject(settings(), checkResult(settings(), names)) })
  },

  imagePreview({ tell }, { current, urls }) {
    const all = Array.isArray(urls) ? urls.map(String) : []
    tell({ kebianHost: 'preview', urls: all, current: String(current ?? all[0] ?? '') })
    return ok()
  },

  openUserProfile({ tell }, { userid }) {
    tell({ kebianHost: 'profile', userId: String(userid ?? '') })
    return ok()
  },

  /** The SDK sends lists as text with `;` between; one external contact alone is the chat with them. */
  openEnterpriseChat({ tell }, { externalUserIds }) {
    const [externalUserId, ...others] = String(externalUserIds ?? '').split(';')
    if (!externalUserId || others.length > 0) return { keyword: 'invalid param' }
    tell({ kebianHost: 'chat', externalUserId })
    return ok({ chatId: '' })
  },

  setClipboardData({ tell }, { data }) {
    tell({ kebianHost: 'copied', text: String(data ?? '') })
    return ok()
  },

  closeWindow({ tell }) {
    tell({ kebianHost: 'close' })
    return ok()
  },

  getNetworkType: () => ok({ networkType: 'wifi' }),

  chooseImage: ({ settings }) => ok({ localIds: clientObject(settings(), ['wxLocalResource://simulated-1']) }),
}
