/** The pages of the floors, written once: what differs is who paints. */
const signature = { timestamp: '1700000000', nonceStr: 'abcdefghijklmnop', signature: '0123456789abcdef0123456789abcdef01234567' }
const head =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>客户画像</title>'
const config = (more: object) => `<script>window.floorConfig=${JSON.stringify({ corpId: 'wwtest', agentId: '1000002', ...more })}</script>`
const app = '<script type="module" src="/src/main.ts"></script>'

const styles = `<style>
body { margin: 0; font: 14px/1.5 -apple-system, "PingFang SC", sans-serif; background: #f7f8fa }
.hd { display: flex; gap: 12px; padding: 16px; background: #fff }
.hd img { width: 48px; height: 48px; border-radius: 6px }
.nm { font-size: 17px; font-weight: 600 }
.c { display: flex; justify-content: space-between; padding: 10px 16px; background: #fff; border-bottom: 1px solid #ebedf0 }
</style>`

/** Calls the bridge itself, asks for the profile, paints it. */
const painter = `<script>(function () {
  var config = window.floorConfig
  var call = function (name, params) { return new Promise(function (done) { WeixinJSBridge.invoke(name, params || {}, done) }) }
  var signed = config.signature
  window.floorProfile = call('agentConfig', { corpid: config.corpId, agentid: config.agentId, timestamp: signed.timestamp, nonceStr: signed.nonceStr, signature: signed.signature, jsApiList: 'getContext;getCurExternalContact;sendChatMessage' })
    .then(function () { return call('getCurExternalContact') })
    .then(function (answer) { return fetch('/api/profile?id=' + answer.userId) })
    .then(function (answer) { return answer.json() })
  window.floorProfile.then(function (profile) {
    var root = document.getElementById('app')
    if (root.firstElementChild) return
    root.innerHTML = '<div class=hd><img width=48 height=48><div><div class=nm></div><div class=co></div></div></div>'
    root.querySelector('img').src = profile.avatar
    root.querySelector('.nm').textContent = profile.name
    root.querySelector('.co').textContent = profile.corp
    root.insertAdjacentHTML('beforeend', profile.fields.map(function (field) { return '<div class=c><span>' + field.label + '</span><span>' + field.value + '</span></div>' }).join(''))
  })
})()</script>`

const page = (inHead: string, inBody: string) => `${head}${inHead}</head><body><div id="app"></div>${inBody}</body></html>\n`

export const pages = {
  'floor-2rtt': page(config({ signature }) + styles, painter),
  'floor-lean': page(config({ signature }), app),
  'floor-sigfetch': page(config({}), app),
  'floor-hybrid': page(config({ signature }) + styles, painter + app),
}
