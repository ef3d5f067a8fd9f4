import type { HostSettings } from './types.ts'

const clients = {
  ios: {
    platform: 'iPhone',
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/5.0.6 MicroMessenger/7.0.1 Language/LL ColorScheme/SS wwmver/3.26.506.378',
  },
  android: {
    platform: 'Linux aarch64',
    agent:
      'Mozilla/5.0 (Linux; Android 16; V2408A Build/BQ2A.250705.001-BP2A.250605.031.A3_V000L1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.7204.180 Mobile Safari/537.36 XWEB/1380275 MMWEBSDK/20250202 MMWEBID/3998 wxwork/5.0.6 MicroMessenger/7.0.1 NetType/WIFI Language/LL Lang/LL ColorScheme/SS wwmver/3.26.506.647',
  },
  windows: {
    platform: 'Win32',
    agent:
      'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.6668.101 Safari/537.36 Language/LL ColorScheme/SS wxwork/5.0.3 (MicroMessenger/6.2) WindowsWechat MailPlugin_Electron WeMail embeddisk wwmver/3.26.503.665 noMediaCs/false',
  },
  mac: {
    platform: 'MacIntel',
    agent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Language/LL ColorScheme/SS DistType/publish-store wxwork/4.1.15 (MicroMessenger/6.2) WeChat/2.0.4 Safari/605.1.15',
  },
}

/** The user agent of a client as seen in the wild, with the tokens of theme and language set. */
function userAgentOf({ client, theme, language }: Pick<HostSettings, 'client' | 'theme' | 'language'>): string {
  return clients[client].agent.replace(/\/LL/g, `/${language}`).replace('/SS', theme === 'dark' ? '/Dark' : '/Light')
}

/**
 * Makes `navigator` answer as the chosen client. Must run before the SDK is evaluated: it reads these once.
 * A touch screen would turn a Mac into an iPhone for the SDK, so the number of touch points follows the client too.
 */
export function passFor(settings: () => HostSettings): void {
  const answer = (name: string, get: () => unknown) => Object.defineProperty(Navigator.prototype, name, { configurable: true, get })
  answer('userAgent', () => userAgentOf(settings()))
  answer('platform', () => clients[settings().client].platform)
  answer('maxTouchPoints', () => (settings().client === 'ios' || settings().client === 'android' ? 5 : 0))
}
