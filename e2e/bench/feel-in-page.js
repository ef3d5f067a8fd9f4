// Runs in the measured page, before its first script; `feel.ts` asks it by name.
window.feel = (() => {
  const frame = () => new Promise(requestAnimationFrame)
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const painted = async () => (await frame(), await wait(0), performance.now())
  const name = () => document.querySelector('.ch-name')?.textContent
  const scroller = () => document.querySelector('.row-window')?.closest('.scroll')
  const lastRow = () => Math.max(...Array.from(document.querySelectorAll('.row-window [data-index]'), (row) => Number(row.dataset.index)))

  const longTasks = []
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longTasks.push(duration))).observe({ type: 'longtask', buffered: true })

  return {
    /** Milliseconds each, since it was last emptied. */
    longTasks,

    /** From the moment that the page comes back in another chat to the frame with the other name, in milliseconds. */
    async timeOfSwitch(externalUserId) {
      const before = name()
      window.__kebianHost.set({ externalUserId })
      const start = performance.now()
      document.dispatchEvent(new Event('visibilitychange'))
      while (!name() || name() === before) await frame()
      return (await painted()) - start
    },

    /** From the question to the BFF, which leaves when the host has answered, to the frame with the name, in milliseconds. */
    async timeOfReopening() {
      while (!name()) await frame()
      const shown = await painted()
      const asked = () => performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('/api/context'))
      while (!asked()) await frame()
      return shown - asked().startTime
    },

    /** Loads on until the list holds so many rows. */
    async scrollUntil(rows) {
      for (const end = Date.now() + 120_000; lastRow() < rows - 1; await wait(20)) {
        if (Date.now() > end) throw new Error(`the list ends at row ${lastRow()} of ${rows}`)
        scroller().scrollTop = scroller().scrollHeight
      }
    },

    /** As a thumb flicks: 60 px a frame, for ten seconds or to the end. Of the frames, those over 50 ms, from 0 to 1. */
    async shareOfSlowFrames() {
      const box = scroller()
      box.scrollTop = 0
      await wait(300)
      const frames = []
      let before = await frame()
      for (const end = before + 10_000; before < end && box.scrollTop + box.clientHeight < box.scrollHeight - 1;) {
        box.scrollTop += 60
        const now = await frame()
        frames.push(now - before)
        before = now
      }
      return frames.filter((ms) => ms > 50).length / frames.length
    },
  }
})()
