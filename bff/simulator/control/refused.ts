/** What was asked for is refused, in the words a client would use. */
export class ControlRefused extends Error {}

/** @throws ControlRefused with the keyword unless the condition holds */
export function need(condition: unknown, keyword: string): asserts condition {
  if (!condition) throw new ControlRefused(keyword)
}
