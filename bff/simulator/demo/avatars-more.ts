/** A drawing on its ground, 96 × 96. */
export interface Drawing {
  ground: string
  drawing: string
}

/** A head and shoulders: `hair` is a path over the head, `more` lies on top. */
const person = (ground: string, skin: string, hairColour: string, hair: string, shirt: string, more = ''): Drawing => ({
  ground,
  drawing: `<path d="M14 96q4-34 34-34t34 34z" fill="${shirt}"/><path d="M41 52h14v14q-7 6-14 0z" fill="${skin}"/><circle cx="48" cy="40" r="18" fill="${skin}"/><path d="${hair}" fill="${hairColour}"/><circle cx="41" cy="42" r="2.4" fill="#2b2320"/><circle cx="55" cy="42" r="2.4" fill="#2b2320"/>${more}`,
})

const smile = '<path d="M42 49q6 5 12 0" stroke="#a4524a" stroke-width="2" fill="none"/>'

/** The second half of the customers: those whose pictures came later. */
export const laterDrawings: Record<string, Drawing> = {
  baihe: {
    ground: '#cfe3e8',
    drawing:
      '<path d="M22 66q6-22 34-22l22-10q-4 30-30 34-14 2-26-2z" fill="#fff"/><path d="M62 42q22-4 20 14-10 4-22 0z" fill="#2d3338"/><path d="M26 62q-8-22 2-34" stroke="#fff" stroke-width="6" fill="none"/><circle cx="29" cy="27" r="6" fill="#fff"/><path d="M27 22q4-5 8 0z" fill="#cf3f36"/><path d="m24 28-14 5 14 1z" fill="#d8a441"/><path d="M44 68v22M54 67v23" stroke="#3b4247" stroke-width="3"/>',
  },
  luoyan: {
    ground: '#e9dfc9',
    drawing:
      '<circle cx="64" cy="34" r="18" fill="#d97b4f"/><path d="M12 46q10-10 18 0 8-10 18 0M30 62q8-8 14 0 6-8 14 0" stroke="#4a4237" stroke-width="4" fill="none"/><path d="M0 78q28-10 52-2t44-2v22H0z" fill="#8aa19a"/>',
  },
  fenger: {
    ground: '#f7d6e0',
    drawing:
      '<path d="M48 88Q14 60 22 20q26 14 26 68z" fill="#e0567e"/><path d="M48 88q34-28 26-68-26 14-26 68z" fill="#f08a5d"/><path d="M48 88V24" stroke="#fff3e6" stroke-width="3"/><circle cx="33" cy="38" r="5" fill="#fbe3a1"/><circle cx="63" cy="38" r="5" fill="#fbe3a1"/>',
  },
  doudou: {
    ground: '#ffe3c2',
    drawing:
      '<path d="M28 34h40l-5 54H33z" fill="#b98352"/><path d="M26 30q0-10 10-10 4-8 13-6 12-2 13 7 9 1 8 11z" fill="#fffaf0"/><path d="M56 8 50 34" stroke="#5b8a72" stroke-width="5"/><circle cx="40" cy="74" r="4" fill="#3a2619"/><circle cx="50" cy="78" r="4" fill="#3a2619"/><circle cx="57" cy="70" r="4" fill="#3a2619"/>',
  },
  shiguang: {
    ground: '#2f4a4d',
    drawing:
      '<path d="M14 34q18-8 34 2v42q-16-10-34-2z" fill="#f4ecd9"/><path d="M82 34q-18-8-34 2v42q16-10 34-2z" fill="#e6dac0"/><path d="M22 44q10-3 18 1M22 54q10-3 18 1M74 44q-10-3-18 1" stroke="#8d8169" stroke-width="3" fill="none"/><path d="M64 32v20l5-4 5 4V31z" fill="#c9533f"/>',
  },
  laoxu: {
    ground: '#e4d6bd',
    drawing:
      '<ellipse cx="48" cy="66" rx="34" ry="14" fill="#a8763e"/><path d="M14 50h68v16H14z" fill="#c89455"/><ellipse cx="48" cy="50" rx="34" ry="13" fill="#e7bf83"/><circle cx="36" cy="47" r="9" fill="#fffdf8"/><circle cx="54" cy="45" r="9" fill="#fffdf8"/><circle cx="48" cy="54" r="8" fill="#fff6e4"/><path d="M34 28q-5-7 0-14m14 12q-5-7 0-14m14 16q-5-7 0-14" stroke="#fff" stroke-width="3" fill="none"/>',
  },
  chuanwei: person(
    '#f0c9a8',
    '#e9bd97',
    '#241d1a',
    'M30 38q0-22 18-22t18 22q-6-10-18-10t-18 10z',
    '#7a2b26',
    `${smile}<path d="M70 18q14 8 8 26-6-10-12-14z" fill="#d4352c"/><path d="M70 18l-4-6" stroke="#3f7d3a" stroke-width="3"/>`,
  ),
  sanxia: {
    ground: '#d9ecdf',
    drawing:
      '<path d="M48 26q12 16 0 40-12-24 0-40z" fill="#f29bb0"/><path d="M48 66Q24 62 24 36q20 6 24 30zM48 66q24-4 24-30-20 6-24 30z" fill="#f7b9c7"/><path d="M48 68Q20 76 10 56q24-6 38 12zM48 68q28 8 38-12-24-6-38 12z" fill="#fbd3db"/><ellipse cx="48" cy="80" rx="38" ry="7" fill="#5b9a6e"/>',
  },
  guanhai: {
    ground: '#bfe2ef',
    drawing:
      '<path d="M30 54V36l18-14 18 14v18z" fill="#fff"/><path d="m26 38 22-18 22 18" stroke="#d1604d" stroke-width="5" fill="none"/><path d="M43 40h10v14H43z" fill="#4f7f99"/><path d="M0 58q12-8 24 0t24 0 24 0 24 0v38H0z" fill="#3c8fb0"/><path d="M0 76q12-8 24 0t24 0 24 0 24 0v20H0z" fill="#2f7797"/>',
  },
  yanxi: person(
    '#c7cdd6',
    '#f0c8a6',
    '#1f1c22',
    'M30 40q-2-24 18-24 22 0 18 22-4-8-10-10-16 4-26 12z',
    '#22252c',
    '<path d="m48 64-7 8 7 20 7-20z" fill="#fff"/><path d="m42 68 6 4 6-4v7l-6-3-6 3z" fill="#8c1f2f"/>',
  ),
  laozhou: person(
    '#e2ddd0',
    '#ecc7a4',
    '#b9b6b0',
    'M30 36q2-18 18-18t18 18q-8-8-18-8t-18 8z',
    '#4c5a52',
    '<circle cx="40" cy="42" r="7" fill="none" stroke="#3a3532" stroke-width="2"/><circle cx="56" cy="42" r="7" fill="none" stroke="#3a3532" stroke-width="2"/><path d="M47 42h2" stroke="#3a3532" stroke-width="2"/>',
  ),
  tiantian: {
    ground: '#fff0c9',
    drawing:
      '<circle cx="48" cy="50" r="32" fill="#d99a55"/><path d="M48 20a30 30 0 0 1 30 30q-8 12-14 4-8 12-16 4-10 10-16 0-8 6-14-8a30 30 0 0 1 30-30z" fill="#f28ab2"/><circle cx="48" cy="50" r="11" fill="#fff0c9"/><path d="m32 36 5 3m16-9 5-2m8 14 4 4m-42 4-4 3m34-12-2 5" stroke="#fff" stroke-width="3"/>',
  },
  beck: {
    ground: '#dfe5ea',
    drawing:
      '<path d="M26 44h44v8H26z" fill="#5d6873"/><path d="M14 32h10v32H14zM72 32h10v32H72z" fill="#21262c"/><path d="M6 38h8v20H6zM82 38h8v20h-8z" fill="#3b434c"/><path d="m44 76 8-16h-7l4-14-13 18h8z" fill="#f2b632"/>',
  },
  hanbo: {
    ground: '#c4dfd2',
    drawing:
      '<path d="M20 50q18-22 42-4l16-12v32L62 54q-24 18-42-4z" fill="#6b93a8"/><circle cx="32" cy="46" r="3" fill="#14232b"/><path d="M44 40q6 10 0 20" stroke="#e4f0f3" stroke-width="3" fill="none"/><path d="M0 78q12-6 24 0t24 0 24 0 24 0v18H0z" fill="#4d8577"/>',
  },
  xiaoyu: {
    ground: '#cdd6ea',
    drawing:
      '<path d="M14 50q2-32 34-32t34 32q-8-6-17 0-8-6-17 0-9-6-17 0-9-6-17 0z" fill="#4f6fb5"/><path d="M48 50v26q0 8 8 8t8-8" stroke="#3a4156" stroke-width="4" fill="none"/><path d="m20 64-4 10m16-6-4 10m44-14-4 10m14 0-4 10" stroke="#7f98c9" stroke-width="3"/>',
  },
  anlan: person('#e6e6ea', '#f5d6c0', '#3a2a26', 'M28 62q-6-46 20-46t20 46h-6q2-20-2-28-18 2-24-4-4 12-2 32z', '#51535c', smile),
  jinxiu: {
    ground: '#dff1fb',
    drawing:
      '<path d="M12 70a36 36 0 0 1 72 0" fill="none" stroke="#ef6b5f" stroke-width="8"/><path d="M21 70a27 27 0 0 1 54 0" fill="none" stroke="#f6c445" stroke-width="8"/><path d="M30 70a18 18 0 0 1 36 0" fill="none" stroke="#58b27c" stroke-width="8"/><path d="M4 78q2-12 14-10 10-6 14 4 8 2 6 12H6zM58 84q-2-10 8-12 4-10 14-4 12-2 12 10 0 6-4 6z" fill="#fff"/>',
  },
  hongda: {
    ground: '#3d4f63',
    drawing:
      '<path d="M43 14h10l2 10 9 4 9-6 7 7-6 9 4 9 10 2v10l-10 2-4 9 6 9-7 7-9-6-9 4-2 10H43l-2-10-9-4-9 6-7-7 6-9-4-9-10-2V49l10-2 4-9-6-9 7-7 9 6 9-4z" fill="#b7c4d1"/><circle cx="48" cy="54" r="14" fill="#3d4f63"/><circle cx="48" cy="54" r="6" fill="#f0a63b"/>',
  },
  yuecheng: {
    ground: '#f9dcb5',
    drawing:
      '<circle cx="26" cy="72" r="16" fill="#f08d49"/><path d="m14 46 68-26-20 58-16-22z" fill="#fff"/><path d="m46 56 36-36-30 44-4 14z" fill="#c5d2dc"/><path d="M0 88q24-8 48 0t48 0v8H0z" fill="#79a27c"/>',
  },
  mingde: {
    ground: '#cdeee9',
    drawing:
      '<path d="M26 30q10-12 22-5 12-7 22 5 6 12-2 26-4 8-6 22-6 6-9-6-2-10-5-10t-5 10q-3 12-9 6-2-14-6-22-8-14-2-26z" fill="#fff"/><path d="M34 36q4-5 9-4" stroke="#a8d9d2" stroke-width="4" fill="none"/>',
  },
  tongxin: {
    ground: '#f3e3d3',
    drawing:
      '<path d="M12 40h28v56H12zM44 22h22v74H44zM70 48h18v48H70z" fill="#b8765a"/><path d="M18 48h6v6h-6zM28 48h6v6h-6zM18 62h6v6h-6zM28 62h6v6h-6zM50 32h4v6h-4zM57 32h4v6h-4zM50 46h4v6h-4zM57 46h4v6h-4zM50 60h4v6h-4zM75 56h8v6h-8zM75 70h8v6h-8z" fill="#fde9b8"/><path d="M48 18q-6-12 7-8 13-4 7 8l-7 6z" fill="#d8453c"/>',
  },
  jiahe: person(
    '#f5d9c8',
    '#f3cfb2',
    '#5b2f22',
    'M27 46q-2-30 21-30t21 30q-3-14-9-18-14 6-26 2-6 6-7 16z',
    '#2f6f5e',
    `${smile}<circle cx="29" cy="50" r="3" fill="#e5b93f"/><circle cx="67" cy="50" r="3" fill="#e5b93f"/>`,
  ),
  oliver: person('#b7c9b0', '#f6d5bd', '#b5622e', 'M30 38q-2-22 18-22t18 22q-6-9-18-9t-18 9zM31 44q3 22 17 20 14 2 17-20-4 8-17 7-13 1-17-7z', '#2f3f55'),
  sofia: {
    ground: '#e7eef7',
    drawing:
      '<path d="m48 14 6 14 9-5-3 18 12-8 2 8 10 2-16 18 3 8-19-3v20h-6V66l-21 3 3-8-16-18 10-2 2-8 12 8-3-18 9 5z" fill="#d2553f"/><circle cx="18" cy="20" r="3" fill="#a9bfdb"/><circle cx="80" cy="18" r="3" fill="#a9bfdb"/><circle cx="14" cy="74" r="3" fill="#a9bfdb"/><circle cx="82" cy="78" r="3" fill="#a9bfdb"/>',
  },
  minmin: {
    ground: '#fbe0d4',
    drawing:
      '<path d="M18 46h60l-8 40H26z" fill="#c98b4b"/><path d="M20 56h56M22 66h52M25 76h46M36 46l4 40M60 46l-4 40M48 46v40" stroke="#9d6630" stroke-width="2"/><path d="M26 46q0-32 22-32t22 32" stroke="#9d6630" stroke-width="5" fill="none"/><circle cx="38" cy="40" r="9" fill="#e9573f"/><circle cx="56" cy="39" r="10" fill="#f2b134"/><path d="M44 40q4-16 10-18-2 12-6 18z" fill="#5c9a55"/>',
  },
  zhaoge: {
    ground: '#d5dccb',
    drawing:
      '<path d="M6 34h50v36H6z" fill="#4d7aa6"/><path d="M58 44h18l12 14v12H58z" fill="#e08a3c"/><path d="M64 49h10l7 9H64z" fill="#e3f1f6"/><circle cx="24" cy="73" r="9" fill="#25292e"/><circle cx="72" cy="73" r="9" fill="#25292e"/><circle cx="24" cy="73" r="3.5" fill="#c7ccd1"/><circle cx="72" cy="73" r="3.5" fill="#c7ccd1"/><path d="M14 44h34M14 54h34" stroke="#7ea2c6" stroke-width="3"/>',
  },
}
