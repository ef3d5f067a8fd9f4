// Runs in the measured page before anything of it: the WeCom host that answers every bridge call after `bridgeMs`, and the watcher that tells the
// first frame with the milestone and the first in which it can be used. Plain script: it is handed to the browser as text.
function inPage({ milestone, bridgeMs, externalUserId, usable }) {
  const answers = {
    getContext: { entry: 'single_chat_tools' },
    getCurExternalContact: { userId: externalUserId },
    getCurExternalChat: { chatId: 'wrRigChat' },
  }
  const answer = (name) => ({ err_msg: `${name}:ok`, errMsg: `${name}:ok`, errCode: 0, ...answers[name] })
  const bridge = { invoke: (name, _params, done) => done && setTimeout(() => done(answer(name)), bridgeMs), on() {}, call() {} }
  Object.defineProperty(window, 'WeixinJSBridge', { get: () => bridge, set() {}, configurable: false })
  if (window !== top) return

  const seen = (window.__rig = { lcp: 0, long: [], shifts: [] })
  const observe = (type, keep) => new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type, buffered: true })
  // hadRecentInput is not asked: nobody touches the page, and under mobile emulation it is true for its first half second
  observe('layout-shift', (entry) => seen.shifts.push([entry.startTime, entry.value]))
  observe('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
  observe('longtask', (entry) => seen.long.push([entry.startTime, entry.duration]))

  // told once the frame is out
  const tell = (what) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.addEventListener('message', () => window.__rigSeen(`${what} ${performance.timeOrigin + performance.now()}`))
      channel.port1.start()
      channel.port2.postMessage(0)
    })

  const listening = new WeakSet()
  const addEventListener = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (/^(click|(mouse|pointer)(down|up)|touch(start|end))$/.test(kind) && this instanceof Element) listening.add(this)
    return addEventListener.call(this, kind, ...rest)
  }
  const isVisible = (element) =>
    element?.isConnected && element.getClientRects().length > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const acceptsClick = (element) => {
    if (!isVisible(element) || element.matches(':disabled,[aria-disabled=true]')) return false
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    if (top && !element.contains(top)) return false
    for (let node = element; node && node !== document.body; node = node.parentElement) if (listening.has(node) || node.onclick) return true
    return element.matches('a[href],input,select,textarea,summary')
  }
  const watchUsable = () => (acceptsClick(document.querySelector(usable)) ? tell('usable') : requestAnimationFrame(watchUsable))

  let hit = null
  let done = false
  const find = (root) => {
    if (!root || hit) return
    if (root.nodeType === Node.TEXT_NODE) return void (root.data.includes(milestone) && (hit = root.parentElement))
    if (root.nodeType !== Node.ELEMENT_NODE || !root.textContent.includes(milestone)) return
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (!hit && walker.nextNode()) {
      const { data, parentElement } = walker.currentNode
      if (data.includes(milestone) && !/SCRIPT|STYLE|TITLE/.test(parentElement?.tagName)) hit = parentElement
    }
  }
  const frame = () => {
    if (done) return
    if (!isVisible(hit)) {
      hit = null
      find(document.body)
    }
    if (!hit) return requestAnimationFrame(frame)
    done = true
    tell('visible')
    if (usable) watchUsable()
  }
  new MutationObserver((records) => {
    if (hit || done) return
    for (const record of records) {
      if (record.type === 'characterData') find(record.target)
      else record.addedNodes.forEach(find)
    }
    if (hit) frame()
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

inPage(window.__rigOptions)
