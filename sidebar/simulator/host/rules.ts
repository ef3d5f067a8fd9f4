import type { Client, Entry, HostSettings } from './types.ts'

interface ApiRule {
  /** Needs the app's identity: a corp signature alone is refused. */
  app?: true
  /** Only from these entries. */
  entries?: Entry[]
  clients?: Client[]
  /** May be asked without a signature. */
  open?: true
}

const mobile: Client[] = ['ios', 'android']

/** What the simulated client knows, by bridge name. Anything else does not exist for it. */
const rules = new Map<string, ApiRule>(
  Object.entries({
    getContext: {},
    getCurExternalContact: { app: true, entries: ['contact_profile', 'single_chat_tools', 'single_kf_tools'] },
    getCurExternalChat: { app: true, entries: ['group_chat_tools'] },
    sendChatMessage: { app: true, entries: ['single_chat_tools', 'group_chat_tools', 'chat_attachment', 'single_kf_tools'] },
    openUserProfile: {},
    openEnterpriseChat: { app: true },
    setClipboardData: {},
    imagePreview: {},
    hideOptionMenu: {},
    showOptionMenu: {},
    closeWindow: {},
    checkJsApi: { open: true },
    navigateToAddCustomer: { app: true, clients: mobile },
    shareToExternalMoments: { app: true, clients: mobile },
    chooseImage: { clients: mobile },
    previewFile: { clients: mobile },
    getNetworkType: { clients: mobile },
    openDefaultBrowser: { clients: ['windows'] },
  } satisfies Record<string, ApiRule>),
)

/** Whether this client, at its age, has the API at all. */
export function hasApi(settings: HostSettings, name: string): boolean {
  const rule = rules.get(name)
  if (!rule || settings.unsupported?.includes(name)) return false
  return !rule.clients || rule.clients.includes(settings.client)
}

/** Whether the call goes through without any signature. */
export const isOpen = (name: string): boolean => rules.get(name)?.open === true

/** Whether the call needs the app's own signature. */
export const needsApp = (name: string): boolean => rules.get(name)?.app === true

/** Why the API cannot be used from where the page was opened, as a keyword; nothing when it can. */
export function outOfPlace({ entry, client }: HostSettings, name: string): string | undefined {
  const entries = rules.get(name)?.entries
  if (!entries) return undefined
  if (entries.includes(entry) && !(entry === 'chat_attachment' && client === 'mac')) return undefined
  return name === 'getCurExternalContact' ? 'without context of external contact' : 'without context'
}
