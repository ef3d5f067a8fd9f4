import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import { FormData } from 'undici'
import { createCredentials } from './credentials.ts'
import { WecomError } from './errors.ts'
import type { CredentialKind, TokenStore } from './token-store.ts'
import { createTransport, type Call } from './transport.ts'
import * as wire from './wire.ts'

export type { App, Department, ExternalContact, GroupChat, Member, RelationTag } from './wire.ts'

type Json = Record<string, unknown>

export interface WecomClientOptions {
  corpId: string
  agentId: string
  secret: string
  /** Such as https://qyapi.weixin.qq.com, without /cgi-bin. */
  apiBase: string
  /** Such as https://open.weixin.qq.com. */
  oauthBase: string
  tokens: TokenStore
  now: () => Date
  /** Told of every call that was made. `errcode` is one that we know, `other`, or why there was no answer. */
  onCall?: (call: { api: string; errcode: string; seconds: number }) => void
  log?: Record<'info' | 'warn', (fields: object, message: string) => void>
  /** For one attempt of one call; uploads may take four times as long. */
  timeoutMs?: number
  /** Before the first repetition of a read; doubles each time. */
  retryDelayMs?: number
}

export type WecomClient = ReturnType<typeof createWecomClient>
export type MediaKind = 'image' | 'voice' | 'video' | 'file'

const pagesAtMost = 100
const deadToken = (error: unknown): boolean => error instanceof WecomError && (error.errcode === 40014 || error.errcode === 42001)
const passing = (error: Error): boolean => error instanceof WecomError && (error.kind === 'network' || error.errcode === -1)
/** From a short list, whatever WeCom answers. */
const outcomeOf = (error: unknown): string => {
  if (!(error instanceof WecomError) || error.hint === 'unknown') return 'other'
  return String(error.errcode ?? error.hint)
}
/** A failed gettoken has been repeated by itself. */
const passingRead = (error: Error): boolean => passing(error) && (error as WecomError).api !== 'gettoken'

/**
 * Calls WeCom for one self-built app, in our names. Reads are repeated up to two more times when WeCom is busy or the line fails; writes never are:
 * their caller decides. A refused token is renewed once.
 * @throws WecomError from every method
 */
export function createWecomClient(options: WecomClientOptions) {
  const { corpId, agentId, secret, apiBase, oauthBase, now, log, onCall, timeoutMs = 4000, retryDelayMs = 200 } = options
  const transport = createTransport(apiBase, timeoutMs)
  const credentials = createCredentials({ tokens: options.tokens, now, fetch: fetchCredential })
  const patience = { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: retryDelayMs, maxDelay: 2000 }) }
  const repeatedToken = retry(handleWhen(passing), patience)
  const repeatedRead = retry(handleWhen(passingRead), patience)

  async function fetchCredential(kind: CredentialKind): Promise<wire.Grant> {
    if (kind === 'access_token') return repeatedToken.execute(() => ask({ api: 'gettoken', query: wire.writeQuery.app(corpId, secret) }, wire.readAccessToken))
    if (kind === 'corp_ticket') return read({ api: 'get_jsapi_ticket' }, wire.readTicket)
    return read({ api: 'ticket/get', query: { type: 'agent_config' } }, wire.readTicket)
  }

  /** One attempt. A dead token is nothing to warn of when it is `renewable`: it is renewed and the call repeated. */
  async function ask<Result>(call: Call, reader: (answer: Json) => Result, renewable = false): Promise<Result> {
    const started = performance.now()
    const tell = (outcome: string) => onCall?.({ api: call.api, errcode: outcome, seconds: (performance.now() - started) / 1000 })
    try {
      const answer = await transport.send(call)
      const errcode = wire.readErrcode(answer)
      if (errcode !== 0) throw new WecomError(call.api, { errcode, ...wire.readRefusedAddress(answer) })
      const result = reader(answer)
      tell('0')
      return result
    } catch (thrown) {
      const error = thrown instanceof wire.UnreadableAnswer ? new WecomError(call.api, { hint: 'unreadable' }) : thrown
      credentials.blame(error)
      tell(outcomeOf(error))
      if (error instanceof WecomError) {
        const { api, errcode, kind, hint, ip } = error
        log?.[renewable && deadToken(error) ? 'info' : 'warn'](
          { api, errcode, kind, hint, ...(ip && { ip }), ms: Math.round(performance.now() - started) },
          'wecom call failed',
        )
      }
      throw error
    }
  }

  /** One attempt with the access token, and one more when WeCom says that the token is dead. */
  async function once<Result>(call: Call, reader: (answer: Json) => Result): Promise<Result> {
    const withToken = (token: string, renewable: boolean) => ask({ ...call, query: { ...wire.writeQuery.token(token), ...call.query } }, reader, renewable)
    const token = await credentials.get('access_token')
    try {
      return await withToken(token, true)
    } catch (error) {
      if (!deadToken(error)) throw error
      return withToken(await credentials.replace('access_token', token), false)
    }
  }

  /** For calls that change nothing, so that they may be repeated. */
  const read = <Result>(call: Call, reader: (answer: Json) => Result): Promise<Result> => repeatedRead.execute(() => once(call, reader))

  const nothing = (): void => undefined

  return {
    /**
     * Where to send a member's browser to sign in silently.
     * @param where `redirectUri` on the app's trusted domain; `state` at most 128 characters of [a-zA-Z0-9]
     * @see https://developer.work.weixin.qq.com/document/path/96441
     */
    authorizeUrl: (where: { redirectUri: string; state: string }): string => wire.writeAuthorizeUrl(oauthBase, corpId, agentId, where.redirectUri, where.state),

    /** Whose browser came back with the code. A code works once, so this is never repeated. WeCom does not check the visible range here: the caller must. */
    userOfCode: (code: string): Promise<wire.Visitor> => once({ api: 'auth/getuserinfo', query: { code } }, wire.readVisitor),

    /**
     * The app itself, with its visible range and login domain; only the one whose secret this is.
     * @see https://developer.work.weixin.qq.com/document/path/90227
     */
    app: (): Promise<wire.App> => read({ api: 'agent/get', query: wire.writeQuery.agent(agentId) }, wire.readApp),

    member: (userId: string): Promise<wire.Member> => read({ api: 'user/get', query: wire.writeQuery.member(userId) }, wire.readMember),

    /** Departments in the app's visible range. */
    departments: (): Promise<wire.Department[]> => read({ api: 'department/list' }, wire.readDepartments),

    /** Direct members of a department, visible ones only. */
    departmentMembers: (departmentId: number): Promise<wire.MemberBrief[]> =>
      read({ api: 'user/simplelist', query: wire.writeQuery.department(departmentId) }, wire.readMembers),

    /** Members with customer contact enabled and visible to the app. */
    followUserIds: (): Promise<string[]> => read({ api: 'externalcontact/get_follow_user_list' }, wire.readFollowUserIds),

    /** All customers of one member. */
    customerIds: (userId: string): Promise<string[]> => read({ api: 'externalcontact/list', query: wire.writeQuery.member(userId) }, wire.readExternalUserIds),

    /** A contact with all its followers in the visible range, over as many pages as it takes. */
    async externalContact(externalUserId: string): Promise<wire.ExternalContact> {
      const page = (cursor?: string) => read({ api: 'externalcontact/get', query: wire.writeQuery.contact(externalUserId, cursor) }, wire.readExternalContact)
      let { contact, nextCursor } = await page()
      const followers = [...contact.followers]
      for (let pages = 1; nextCursor && pages < pagesAtMost; pages++) {
        const next = await page(nextCursor)
        followers.push(...next.contact.followers)
        nextCursor = next.nextCursor
      }
      return { ...contact, followers }
    },

    /** A customer group; only one whose owner is in the visible range. Right after somebody came or went it may still be the old one. */
    groupChat: (chatId: string): Promise<wire.GroupChat> =>
      read({ api: 'externalcontact/groupchat/get', body: wire.writeGroupChat(chatId) }, wire.readGroupChat),

    setRelation: (change: wire.RelationChange): Promise<void> => once({ api: 'externalcontact/remark', body: wire.writeRelationChange(change) }, nothing),

    /** All corp tags by group; deleted ones left out. */
    corpTagGroups: (): Promise<wire.CorpTagGroup[]> => read({ api: 'externalcontact/get_corp_tag_list', body: {} }, wire.readCorpTagGroups),

    /** Into the group of that id, or of that name, which is made if there is none. */
    addCorpTags: (added: wire.NewCorpTags): Promise<void> => once({ api: 'externalcontact/add_corp_tag', body: wire.writeNewCorpTags(added) }, nothing),

    /** Renames or moves a tag or a group. Only what this app has made: WeCom answers 48002 for others. */
    editCorpTag: (edit: { id: string; name?: string; order?: number }): Promise<void> => once({ api: 'externalcontact/edit_corp_tag', body: edit }, nothing),

    /** From every customer too; with its last tag a group goes. */
    deleteCorpTags: (gone: wire.GoneCorpTags): Promise<void> => once({ api: 'externalcontact/del_corp_tag', body: wire.writeGoneCorpTags(gone) }, nothing),

    /** Never call it twice at the same time for one pair: WeCom answers 45035. */
    markTags: (change: wire.TagChange): Promise<void> => once({ api: 'externalcontact/mark_tag', body: wire.writeTagChange(change) }, nothing),

    uploadMedia(file: { kind: MediaKind; fileName: string; mime: string; bytes: Uint8Array }): Promise<wire.UploadedMedia> {
      const form = new FormData()
      form.set('media', new Blob([new Uint8Array(file.bytes)], { type: file.mime }), file.fileName)
      return once({ api: 'media/upload', query: { type: file.kind }, form, timeoutMs: timeoutMs * 4 }, (answer) => wire.readUploadedMedia(answer, now()))
    },

    /** Signs agentConfig. Never hand it to a browser. */
    agentTicket: (): Promise<string> => credentials.get('agent_ticket'),

    /** Signs config, for clients older than 3.0.24. Never hand it to a browser. */
    corpTicket: (): Promise<string> => credentials.get('corp_ticket'),

    /** Waits for running calls and lets the connections go. */
    close: (): Promise<void> => transport.close(),
  }
}
