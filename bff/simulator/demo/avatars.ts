import { laterDrawings, type Drawing } from './avatars-more.ts'

/** One drawing for each customer of the demo, 96 × 96, as a person might choose it: a plant, a cup, a street, a face. */
const drawings: Record<string, Drawing> = {
  ...laterDrawings,
  qiaojie: {
    ground: '#f3d9c0',
    drawing:
      '<path d="M0 74h96v22H0z" fill="#8a5a3b"/><path d="M30 46h32v12a16 16 0 0 1-32 0z" fill="#fff8ee"/><path d="M62 49q12 0 10 8t-12 6" fill="none" stroke="#fff8ee" stroke-width="4"/><path d="M40 38q-4-6 0-12m12 12q-4-6 0-12" stroke="#b98c68" stroke-width="3" fill="none"/>',
  },
  momo: {
    ground: '#dcebd6',
    drawing:
      '<path d="M48 90V44" stroke="#4d7a45" stroke-width="4"/><path d="M48 58Q18 56 16 28q30 2 32 30z" fill="#6ea763"/><path d="M48 48q4-32 34-34 0 32-34 34z" fill="#8cc07f"/><path d="M30 78h36l-4 18H34z" fill="#c77f58"/>',
  },
  hemin: {
    ground: '#cfd9e6',
    drawing:
      '<circle cx="48" cy="38" r="17" fill="#f0cdb2"/><path d="M29 38q0-24 19-24t19 24q-4-12-19-12t-19 12z" fill="#2c2a33"/><path d="M16 96q2-36 32-36t32 36z" fill="#34506f"/><path d="m48 60-8 12 8 24 8-24z" fill="#fff"/>',
  },
  jiushu: {
    ground: '#e8e0cf',
    drawing:
      '<path d="M0 70 24 36l18 24 20-34 34 44v26H0z" fill="#7d8b8f"/><path d="m62 26 10 13-9 5-7-9z" fill="#fbfbf7"/><circle cx="22" cy="20" r="9" fill="#d9694a"/><path d="M0 82q24-8 48 0t48 0v14H0z" fill="#b9c4bd"/>',
  },
  xiaoman: {
    ground: '#f6e7a8',
    drawing:
      '<path d="M26 40 20 18l18 10h20l18-10-6 22q8 40-22 40T26 40z" fill="#e59a4c"/><circle cx="38" cy="46" r="4" fill="#33261c"/><circle cx="58" cy="46" r="4" fill="#33261c"/><path d="m44 56 4 4 4-4M48 60v4" stroke="#33261c" stroke-width="3" fill="none"/><path d="M14 50h14M14 58h14M68 50h14M68 58h14" stroke="#fff3d6" stroke-width="2"/>',
  },
  dengjun: {
    ground: '#aebfcb',
    drawing:
      '<path d="M0 66h96v30H0z" fill="#5c6670"/><path d="M14 54q2-18 20-18h26q14 0 20 18l8 3v13H8V57z" fill="#c3402f"/><path d="M36 40h22q8 0 12 14H32z" fill="#dcecf2"/><circle cx="28" cy="71" r="9" fill="#22262b"/><circle cx="70" cy="71" r="9" fill="#22262b"/>',
  },
  summer: {
    ground: '#9ed3e3',
    drawing:
      '<circle cx="70" cy="24" r="13" fill="#fff1a6"/><path d="M0 60q16-9 32 0t32 0 32 0v36H0z" fill="#3f97b5"/><path d="M0 76q16-9 32 0t32 0 32 0v20H0z" fill="#e9d6a7"/><path d="M30 58V26l22 30z" fill="#fff"/>',
  },
  shanli: {
    ground: '#f7f3ea',
    drawing:
      '<path d="M14 30h68v42H14z" fill="#fff" stroke="#a98f6d" stroke-width="3"/><path d="m14 30 34 26 34-26" fill="none" stroke="#a98f6d" stroke-width="3"/><circle cx="48" cy="54" r="8" fill="#b5382c"/><path d="M44 54h8M48 50v8" stroke="#f7e9e4" stroke-width="2"/>',
  },
  chenbo: {
    ground: '#ffd9d2',
    drawing:
      '<path d="M18 46h60q0 34-30 34T18 46z" fill="#3f6fa8"/><path d="M18 46h60v6H18z" fill="#fff"/><path d="M22 45q6-14 26-14t26 14z" fill="#7c3f2b"/><circle cx="38" cy="40" r="4" fill="#f4e6d4"/><circle cx="54" cy="38" r="4" fill="#f4e6d4"/><path d="m60 40 22-24" stroke="#e2c188" stroke-width="5"/>',
  },
  yezi: {
    ground: '#f2c9d4',
    drawing:
      '<circle cx="48" cy="42" r="18" fill="#f6d6bd"/><path d="M28 62q-8-44 20-46 28 2 20 46-4-10-6-26-20 2-28-6-2 20-6 32z" fill="#5a3425"/><circle cx="41" cy="44" r="2.5" fill="#33221b"/><circle cx="55" cy="44" r="2.5" fill="#33221b"/><path d="M43 52q5 4 10 0" stroke="#b4574e" stroke-width="2" fill="none"/><path d="M18 96q4-32 30-32t30 32z" fill="#fff"/>',
  },
  pengyue: {
    ground: '#d8d2e8',
    drawing:
      '<path d="M24 20h48v56H24z" fill="#fff"/><path d="M32 32h32M32 42h32M32 52h20" stroke="#8d83ab" stroke-width="4"/><path d="m58 70 20-26 8 6-20 26-11 5z" fill="#ef9f43"/>',
  },
  kelvin: {
    ground: '#1f2a38',
    drawing:
      '<path d="M0 96V58h14V40h16v22h12V28h18v36h12V48h14v48z" fill="#33475c"/><path d="M20 48h4M20 56h4M48 38h5M48 48h5M48 58h5M76 58h4M76 68h4" stroke="#f4d27a" stroke-width="4"/><circle cx="76" cy="20" r="9" fill="#f2efe0"/><circle cx="72" cy="18" r="8" fill="#1f2a38"/>',
  },
  yunshang: {
    ground: '#c9dedb',
    drawing:
      '<path d="M26 50a13 13 0 0 1 4-25 18 18 0 0 1 34 4 11 11 0 0 1 4 21z" fill="#fff"/><path d="m32 60-5 14m19-14-5 14m19-14-5 14m19-14-5 14" stroke="#5d8f8a" stroke-width="4"/>',
  },
  aze: {
    ground: '#ffe9b8',
    drawing:
      '<circle cx="48" cy="48" r="26" fill="#d9722e"/><path d="M22 48h52M48 22v52M30 28q14 20 0 40M66 28q-14 20 0 40" stroke="#2c2018" stroke-width="3" fill="none"/>',
  },
}

const svg = (ground: string, drawing: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path d="M0 0h96v96H0z" fill="${ground}"/>${drawing}</svg>`

/** Hills under a sun, in colours and shapes that the number decides. */
function landscape(number: number): string {
  const hue = number % 360
  const [left, right] = [24 + (number % 41), 24 + (number % 37)]
  const sun = `<circle cx="${20 + (number % 57)}" cy="${16 + (number % 13)}" r="9" fill="hsl(${(hue + 180) % 360} 70% 70%)"/>`
  return svg(`hsl(${hue} 42% 82%)`, `${sun}<path d="M0 ${left + 20} 30 ${left}l34 40 32-${right} v96H0z" fill="hsl(${hue} 30% 46%)"/>`)
}

/** The picture of a customer as SVG: the one that was drawn for that name, a landscape for `p-` and a number, or undefined. */
export function avatar(avatarId: string): string | undefined {
  const number = /^p-(\d{1,10})$/.exec(avatarId)?.[1]
  if (number) return landscape(Number(number))
  const found = Object.hasOwn(drawings, avatarId) ? drawings[avatarId] : undefined
  return found && svg(found.ground, found.drawing)
}
