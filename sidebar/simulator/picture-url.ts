/** The simulator takes pictures of at most this many bytes, as a data URL. */
const mostBytes = 2 * 1024 * 1024
const longestSide = 1600

/**
 * A picture chosen by the customer as a JPEG data URL of at most 2 MB.
 * @throws Error when the file is not a picture that this browser can read
 */
export async function pictureUrl(file: File): Promise<string> {
  const image = await decode(file)
  const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const sizes = [0.86, 0.7, 0.5, 0.3].map((quality) => canvas.toDataURL('image/jpeg', quality))
  const fitting = sizes.find((url) => url.length <= mostBytes)
  if (!fitting) throw new Error('picture too large')
  return fitting
}

function decode(file: File): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Error('not a picture'))
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = refuse
    const reader = new FileReader()
    reader.onload = () => (image.src = String(reader.result))
    reader.onerror = refuse
    reader.readAsDataURL(file)
  })
}
