/** The clients of WeCom that the host can pass for. */
export type Client = 'ios' | 'android' | 'windows' | 'mac'

/** Where the page was opened from, in the words of `getContext`. */
export type Entry = 'contact_profile' | 'single_chat_tools' | 'group_chat_tools' | 'chat_attachment' | 'single_kf_tools' | 'normal'

/**
 * When `window.WeixinJSBridge` appears: before the page's own scripts; later, with or without the event; never.
 * `late_silent` is the case that the SDK never notices.
 */
export type BridgeMode = 'eager' | 'late' | 'late_silent' | 'none'

/** How a client words a reply: which field carries the text, and what stands before the keyword of a failure. */
export interface WireStyle {
  field: 'err_msg' | 'errmsg' | 'errMsg'
  /** `fail_` → `x:fail_no permission`; `fail_fail_` adds `err_code: 2`; `fail ` → `x:fail no permission`; empty → `x:no permission`. */
  prefix: 'fail_' | 'fail_fail_' | 'fail ' | ''
}

/** What a person can switch on in the window's drawer. */
export type HostFault =
  | { kind: 'cancel'; nth: number }
  | { kind: 'refuse_signature'; why: 'clock' | 'url' }
  | { kind: 'no_permission' }
  | { kind: 'never_answer' }
  | { kind: 'slow'; ms: number }
  | { kind: 'switch_before_send'; externalUserId: string }
  | { kind: 'not_friend' }

/** What a test tells one API to do, instead of or before its own work. Only `delayMs`: late, but as usual. */
export interface Outcome {
  /** Bridge name, such as `sendChatMessage`, or `*`. */
  api: string
  /** How many calls it strikes; absent: all. */
  times?: number
  /** `cancel` or any failure keyword, worded as the client words it. */
  keyword?: string
  /** The whole reply, as it is; `null` answers with nothing. */
  reply?: unknown
  /** Never answers. */
  silent?: true
  delayMs?: number
}

/** All that the host knows of the world around it. */
export interface HostSettings {
  userId: string
  corpId: string
  agentId: string
  client: Client
  theme: 'light' | 'dark'
  language: 'zh' | 'en'
  entry: Entry
  externalUserId?: string
  chatId?: string
  faults?: HostFault[]
  /** `eager` unless told. */
  bridge?: BridgeMode
  /** How late a late bridge is, in milliseconds; 600 unless told. */
  bridgeDelayMs?: number
  /** Unless told, the one of the client. */
  wire?: WireStyle
  /** Bridge names that this client is too old for. */
  unsupported?: string[]
  outcomes?: Outcome[]
}

/** One call over the bridge, as the log shows it. */
export interface HostCall {
  /** One page life; `seq` counts within it. */
  page: string
  seq: number
  /** ISO 8601. */
  at: string
  name: string
  params: Record<string, unknown>
  /** `ok`, a failure keyword, or nothing while it is unanswered. */
  keyword?: string
  reply?: unknown
  ms?: number
}

/** What the host tells the window around it. */
export type HostMessage =
  | { kebianHost: 'call'; call: HostCall }
  | { kebianHost: 'sent' }
  | { kebianHost: 'close' }
  | { kebianHost: 'ready' }
  | { kebianHost: 'contact'; externalUserId: string }
  | { kebianHost: 'chat'; externalUserId: string }
  | { kebianHost: 'preview'; urls: string[]; current: string }
  | { kebianHost: 'profile'; userId: string }
  | { kebianHost: 'copied'; text: string }

/** What the window tells the host. */
export type ShellMessage = { kebianShell: 'set'; settings: Partial<HostSettings> } | { kebianShell: 'emit'; event: string; data?: unknown }

/** `window.__kebianHost`: the handle of tests. */
export interface KebianHost {
  settings(): HostSettings
  /** Changes what the host answers from now on. The user agent follows at once, but the SDK reads it only when it is loaded. */
  set(partial: Partial<HostSettings>): void
  calls(): HostCall[]
  /** Add to it to script the next answers. */
  outcomes: Outcome[]
  /** Fires a native event and gives back what each listener returned. */
  emit(event: string, data?: unknown): unknown[]
}

export type BridgeParams = Record<string, unknown>
export type BridgeCallback = (reply: unknown) => void

declare global {
  interface Window {
    __kebianHost?: KebianHost
    /** Given by an earlier script, as tests do. */
    __kebianHostSettings?: HostSettings
  }
}
