/** Number of the colour (0-5, classes `c0`-`c5`) that stands for a person who has no picture: the same wherever they appear. */
export function avatarColour(name: string): number {
  let sum = 0
  for (const letter of name) sum += letter.charCodeAt(0)
  return sum % 6
}
