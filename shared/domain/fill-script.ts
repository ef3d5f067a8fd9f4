/** The variables that Kebian fills by itself. Every other name is asked of the employee. */
export const SALUTATION = '客户称呼'
export const MY_NAME = '我的名字'

/** Characters of one message that we keep, of a script or of what was sent in its place. WeCom's own limit for a text in the chat is not documented. */
export const MESSAGE_LIMIT = 4000

/** A stretch of plain text, or one variable. `raw` is what stood there; `value` is absent while `missing`. */
export type ScriptPart = { text: string } | { variable: string; raw: string; value?: string; missing: boolean }

export interface FilledScript {
  parts: ScriptPart[]
  /** The message as it would be sent; a missing variable keeps its braces. */
  text: string
  /** Names still without a value, each once, in order of appearance. */
  missing: string[]
}

const BRACE = /[{}｛｝]/
const BRACES = /[{}｛｝]+/g
const opens = (character: string | undefined) => character === '{' || character === '｛'
const closes = (character: string | undefined) => character === '}' || character === '｝'

/**
 * Names of the variables in a text, each once. A variable is a balanced pair of braces on one line, half or full width, with something in it;
 * braces inside it belong to it, so `{{客户称呼}}` is the variable 客户称呼. A brace without a partner is plain text.
 */
export function findVariables(text: string): string[] {
  return unique(split(text).flatMap((part) => ('variable' in part ? [part.variable] : [])))
}

/**
 * Puts values into a script: what the employee gave, else what is known. Text outside variables stays as it is, character by character.
 * A value that is blank or holds a brace counts as missing, so that a text with nothing missing never has a variable in it.
 */
export function fillScript(text: string, known: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}): FilledScript {
  const parts = split(text).map((part): ScriptPart => {
    if ('text' in part) return part
    const value = usable(own(given, part.variable)) ?? usable(own(known, part.variable))
    return value === undefined ? { ...part, missing: true } : { ...part, value, missing: false }
  })
  return {
    parts,
    text: parts.map((part) => ('text' in part ? part.text : (part.value ?? part.raw))).join(''),
    missing: unique(parts.flatMap((part) => ('variable' in part && part.missing ? [part.variable] : []))),
  }
}

/** How the customer is addressed: what the remark calls them, else the nickname, else 您. Never a made-up 先生 or 女士, never the name of their company. */
export function salutationOf({ remark, nickname, corpName = '' }: { remark: string; nickname: string; corpName?: string }): string {
  const called = calledIn(plainName(remark))
  return (corpName.includes(called) ? '' : called) || plainName(nickname) || '您'
}

/** A remark begins with the name; what follows (巧姐 温州两家店, 周姐·账期) is for colleagues and never goes to the customer. */
function calledIn(remark: string): string {
  const afterName = /\p{Script=Han}/u.test(remark) ? /[\s·•|/(（,，、–—-]/ : /[·•|/(（,，、–—]/
  return (remark.split(afterName, 1)[0] ?? '').trim()
}

/** A name as it can stand in a sentence: on one line and without braces, which would look like a variable. */
export function plainName(name: string): string {
  return name.replace(BRACES, '').replace(/\s+/g, ' ').trim()
}

type Unfilled = { text: string } | { variable: string; raw: string; missing: true }

function split(text: string): Unfilled[] {
  const parts: Unfilled[] = []
  let from = 0
  for (const [start, end] of outermostPairs(text)) {
    const raw = text.slice(start, end)
    const variable = plainName(raw)
    if (!variable) continue
    if (start > from) parts.push({ text: text.slice(from, start) })
    parts.push({ variable, raw, missing: true })
    from = end
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** Places of balanced braces that no other pair holds, as [start, end), in order. */
function outermostPairs(text: string): [number, number][] {
  const open: number[] = []
  const pairs: [number, number][] = []
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '\n') open.length = 0
    else if (opens(character)) open.push(at)
    else if (closes(character) && open.length) {
      const start = open.pop() as number
      while ((pairs[pairs.length - 1]?.[0] ?? -1) > start) pairs.pop()
      pairs.push([start, at + 1])
    }
  }
  return pairs
}

const own = (values: Readonly<Record<string, string>>, name: string) => (Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined)

function usable(value: string | undefined): string | undefined {
  const trimmed = value?.trim()
  return trimmed && !BRACE.test(trimmed) ? trimmed : undefined
}

const unique = (names: string[]) => [...new Set(names)]
