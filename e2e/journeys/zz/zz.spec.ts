import { expect, test } from '@playwright/test'
test('a page @desktop', async ({ page }) => { await page.setContent('<h1>好</h1>'); await expect(page.locator('h1')).toHaveText('好') })
