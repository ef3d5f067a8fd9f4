/** To be evaluated in the page: what stands out at the right, beside what scrolls sideways on purpose. */
export const outside = `(() => {
  const cuts = (element) => element !== document.body && element !== document.documentElement && /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX)
  const sideways = (element) => { for (let at = element.parentElement; at; at = at.parentElement) if (cuts(at)) return true; return false }
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page: ' + document.documentElement.scrollWidth] : []
  const boxes = [...document.querySelectorAll('.scroll, [role=dialog] .body')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className + ': ' + box.scrollWidth + ' in ' + box.clientWidth)
  const out = [...document.body.querySelectorAll('*')].filter((element) => { const { width, right } = element.getBoundingClientRect(); return width > 0 && right > innerWidth + 1 && !sideways(element) && getComputedStyle(element).position !== 'absolute' }).map((element) => element.outerHTML.slice(0, 120))
  return [...wide, ...boxes, ...out.slice(0, 5)]
})()`

/** To be evaluated in the page: controls that cannot be brought into view and pressed there; a toast goes by itself. */
export const unreachable = `(() => {
  const scope = [...document.querySelectorAll('[aria-modal=true]')].pop() ?? document.body
  const controls = [...scope.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled), select, textarea')].filter((control) => control.getClientRects().length > 0 && !control.closest('[aria-hidden=true], [inert]'))
  return controls.filter((control) => {
    control.scrollIntoView({ block: 'center', inline: 'nearest' })
    const { left, top, width, height } = control.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return !hit || !(control.contains(hit) || hit.contains(control) || hit.closest('.toast'))
  }).map((control) => control.outerHTML.slice(0, 160))
})()`
