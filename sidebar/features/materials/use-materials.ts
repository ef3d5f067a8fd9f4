import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, ref, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import type { ChatMessage } from '../../wecom/bridge-types.ts'
import { useSend } from '../sending/index.ts'
import type { Material } from './material.ts'
import { openMaterial } from './open-material.ts'

export type Kind = 'all' | Material['kind']

const KEY = ['materials']
/** An upload to WeCom is part of it. */
const UPLOAD_MS = 60_000

/** The materials within reach, all or of one kind. */
export function useMaterials() {
  const query = useQuery({ key: KEY, query: ({ signal }) => api('GET /materials', {}, { signal }), staleTime: 5 * 60_000 })
  const kind = ref<Kind>('all')
  const all = computed(() => query.data.value?.materials)
  const counts = computed(() => {
    const images = all.value?.filter((material) => material.kind === 'image').length ?? 0
    const total = all.value?.length ?? 0
    return { all: total, image: images, link: total - images }
  })
  return {
    kind,
    counts,
    materials: computed(() => all.value?.filter((material) => kind.value === 'all' || material.kind === kind.value)),
    error: query.error,
    failed: computed(() => query.status.value === 'error' && !all.value),
    refreshing: computed(() => query.asyncStatus.value === 'loading'),
    retry: () => query.refetch(),
  }
}

/** Sends a material as the real thing. Resolves to whether it was handed over. */
export function useMaterialSending(): {
  canSend: ComputedRef<boolean>
  outside: ComputedRef<boolean>
  name: ComputedRef<string>
  sendMaterial: (material: Material) => Promise<boolean>
} {
  const { canSend, outside, name, send } = useSend()
  const cache = useQueryCache()

  async function sendMaterial(material: Material): Promise<boolean> {
    const { materialId, kind } = material
    const end = await send({
      subject: { materialId },
      renewable: kind === 'image',
      prepare: (renew) => messageOf(materialId, renew),
      show: () => openMaterial(material),
    })
    if (end?.at !== 'handed_over') return false
    const data = cache.getQueryData<RouteReply<'GET /materials'>>(KEY)
    if (data)
      cache.setQueryData(KEY, {
        ...data,
        materials: data.materials.map((each) => (each.materialId === materialId ? { ...each, usedCount: each.usedCount + 1 } : each)),
      })
    return true
  }
  return { canSend, outside, name, sendMaterial }
}

/**
 * The message of a material as the host takes it; an image is uploaded to WeCom first where needed, `renew` always does.
 * @throws ApiError
 */
async function messageOf(materialId: string, renew: boolean): Promise<ChatMessage> {
  const { image, link } = await api('POST /materials/:materialId/message', { params: { materialId }, body: renew ? { renew } : {} }, { timeoutMs: UPLOAD_MS })
  if (image) return { kind: 'image', mediaId: image.mediaId }
  if (link) return { kind: 'news', ...link }
  throw new ApiError('internal')
}
