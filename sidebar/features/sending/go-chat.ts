import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import { showNote } from '../../ui/undo.ts'
import { bridge } from '../../wecom/bridge.ts'
import { BridgeError } from '../../wecom/bridge-error.ts'
import { words } from '../../words/index.ts'

/** Opens my chat with the customer in WeCom; says why when it does not open. */
export async function goToChat(customerId: string): Promise<void> {
  try {
    const { externalUserId } = await api('GET /customers/:customerId/chat', { params: { customerId } })
    await bridge.openChat(externalUserId)
  } catch (error) {
    if (!(error instanceof BridgeError && error.kind === 'cancelled')) showNote({ tone: 'danger', text: sentence(error) })
  }
}

function sentence(error: unknown): string {
  const { chatFailed } = words().sending
  if (error instanceof ApiError) return error.code === 'network' ? chatFailed.network : error.code === 'refused' ? chatFailed.noRelation : chatFailed.other
  return error instanceof BridgeError && error.kind === 'unsupported' ? chatFailed.unsupported : chatFailed.other
}
