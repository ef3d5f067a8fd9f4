import { createHost } from './host.ts'
import { readSettings } from './settings.ts'
import type { HostMessage, HostSettings, ShellMessage } from './types.ts'
import { passFor } from './user-agent.ts'

/** Makes this page believe that it runs inside WeCom. Runs before every other script; does nothing outside the sidebar. */
function install(settings: HostSettings): void {
  passFor(() => settings)
  const around = window.parent === window ? undefined : window.parent
  const tell = (message: HostMessage) => around?.postMessage(message, location.origin)
  const { bridge, handle } = createHost(settings, tell)
  window.__kebianHost = handle

  window.addEventListener('message', ({ source, origin, data }: MessageEvent<ShellMessage | undefined>) => {
    if (source !== around || origin !== location.origin || !data || !('kebianShell' in data)) return
    if (data.kebianShell === 'set') handle.set(data.settings)
    else handle.emit(data.event, data.data)
  })

  const show = (withEvent: boolean) => {
    Object.assign(window, { WeixinJSBridge: bridge })
    if (withEvent) document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }
  const mode = settings.bridge ?? 'eager'
  if (mode === 'eager') show(true)
  else if (mode !== 'none') setTimeout(() => show(mode === 'late'), settings.bridgeDelayMs ?? 600)
  tell({ kebianHost: 'ready' })
}

if (location.pathname.startsWith('/sidebar/') && !window.__kebianHost) {
  const settings = readSettings()
  if (settings) install(settings)
}
