import type { Page } from '@playwright/test'

const CONTROL = /^- (button|textbox|searchbox|combobox|switch|checkbox|spinbutton)(?: "((?:[^"\\]|\\.)*)")?/

/** Controls that somebody who only hears the page cannot tell apart: without a name, or two of one kind with the same. Links with one name lead to one place. */
export async function unclearNames(page: Page): Promise<string[]> {
  const modal = page.locator('[aria-modal=true]').last()
  const tree = await ((await modal.count()) > 0 ? modal : page.locator('body')).ariaSnapshot()
  const names = tree.split('\n').flatMap((line) => {
    const [, role, name = ''] = CONTROL.exec(line.trim()) ?? []
    return role ? [`${role} ${name}`.trim()] : []
  })
  return [...new Set(names.filter((name, place) => !name.includes(' ') || names.indexOf(name) !== place))]
}
