import { describe, expect, it } from 'vitest'
import { isTyping } from './is-typing.ts'

const of = (html: string) => {
  document.body.innerHTML = html
  return isTyping(document.body.firstElementChild)
}

describe('whether keys write or choose', () => {
  it.each(['<input>', '<input type="search">', '<textarea></textarea>', '<select></select>'])('they do in %s', (html) => expect(of(html)).toBe(true))
  it.each(['<button></button>', '<input type="radio">', '<a href="#"></a>'])('they do not in %s', (html) => expect(of(html)).toBe(false))
})
