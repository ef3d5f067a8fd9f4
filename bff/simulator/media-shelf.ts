import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'
import { fileKind } from './magic.ts'
import { refuse } from './refusal.ts'

export type MediaType = 'image' | 'voice' | 'video' | 'file'
/** chat: sendable by sendChatMessage; the others are bound to their own use. */
type MediaScene = 'chat' | 'moments' | 'album' | 'by_url' | 'permanent' | 'customer'

export interface Medium {
  mediaId: string
  type: MediaType
  scene: MediaScene
  fileName: string
  bytes: Buffer
  /** Seconds. */
  createdAt: number
}

const MB = 1024 * 1024
const lifeSeconds = 3 * 24 * 3600
const limits: Record<MediaType, { bytes: number; tooLarge: number; kinds?: string[]; wrongKind: number }> = {
  image: { bytes: 10 * MB, tooLarge: 40009, kinds: ['png', 'jpeg'], wrongKind: 40123 },
  voice: { bytes: 2 * MB, tooLarge: 45001, kinds: ['amr'], wrongKind: 40004 },
  video: { bytes: 10 * MB, tooLarge: 45001, kinds: ['mp4'], wrongKind: 40004 },
  file: { bytes: 20 * MB, tooLarge: 45001, wrongKind: 40004 },
}

export const isMediaType = (value: string): value is MediaType => Object.hasOwn(limits, value)

/** Uploaded media with their three days of life. Pages 90253, 90256, 95098. */
export function createMediaShelf(clock: Clock) {
  const media = new Map<string, Medium>()
  /** Of upload_by_url. */
  const jobs = new Map<string, Medium>()

  function put(type: MediaType, scene: MediaScene, fileName: string, bytes: Buffer): Medium {
    const medium = { mediaId: randomBytes(33).toString('base64url'), type, scene, fileName, bytes, createdAt: clock.seconds() }
    media.set(medium.mediaId, medium)
    return medium
  }

  /** @throws Refusal for a size or a content that the type does not allow */
  function upload(type: string, scene: MediaScene, fileName: string, bytes: Buffer): Medium {
    if (!isMediaType(type)) refuse(40004)
    const limit = limits[type]
    if (bytes.length <= 5) refuse(40006)
    if (bytes.length > limit.bytes) refuse(limit.tooLarge)
    if (limit.kinds && !limit.kinds.includes(fileKind(bytes))) refuse(limit.wrongKind)
    return put(type, scene, fileName, bytes)
  }

  /** Also an expired one: what was sent stays visible in the chat. */
  const find = (mediaId: string): Medium | undefined => media.get(mediaId)

  function alive(mediaId: string): Medium | undefined {
    const medium = find(mediaId)
    return medium && medium.createdAt + lifeSeconds > clock.seconds() ? medium : undefined
  }

  return { jobs, put, upload, find, alive }
}

export type MediaShelf = ReturnType<typeof createMediaShelf>
