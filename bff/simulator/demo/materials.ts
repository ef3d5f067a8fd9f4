import { picture } from './pictures.ts'

export interface DemoMaterial {
  key: string
  title: string
  description: string
  used: number
  /** Draws the image; absent on a link card. */
  draw?: () => Buffer
  linkUrl?: string
}

/** Three bowls, from a light to a deep roast. */
const roasts = () =>
  picture([250, 244, 232], [224, 206, 178])
    .ellipse(120, 300, 88, 30, [120, 96, 70])
    .ellipse(120, 250, 88, 74, [255, 252, 246])
    .ellipse(120, 222, 74, 32, [222, 168, 74])
    .ellipse(320, 300, 88, 30, [120, 96, 70])
    .ellipse(320, 250, 88, 74, [255, 252, 246])
    .ellipse(320, 222, 74, 32, [190, 104, 36])
    .ellipse(520, 300, 88, 30, [120, 96, 70])
    .ellipse(520, 250, 88, 74, [255, 252, 246])
    .ellipse(520, 222, 74, 32, [122, 52, 24])
    .png()

/** Three columns, each step lower. */
const tiers = () =>
  picture([236, 244, 240], [206, 226, 218])
    .rectangle(60, 400, 520, 6, [70, 96, 88])
    .rectangle(100, 130, 110, 270, [46, 112, 92])
    .rectangle(265, 190, 110, 210, [76, 150, 122])
    .rectangle(430, 240, 110, 160, [130, 190, 160])
    .ellipse(155, 100, 14, 14, [214, 120, 60])
    .ellipse(320, 160, 14, 14, [214, 120, 60])
    .ellipse(485, 210, 14, 14, [214, 120, 60])
    .png()

/** A box with a ribbon. */
const giftBox = () =>
  picture([58, 22, 26], [108, 34, 34])
    .rectangle(150, 170, 340, 220, [176, 42, 40])
    .rectangle(130, 130, 380, 56, [204, 58, 50])
    .rectangle(300, 130, 40, 260, [236, 196, 116])
    .ellipse(280, 112, 52, 24, [236, 196, 116], 0.5)
    .ellipse(360, 112, 52, 24, [236, 196, 116], -0.5)
    .ellipse(320, 128, 18, 16, [250, 222, 160])
    .png()

/** Leaves and blossoms. */
const jasmine = () =>
  picture([206, 224, 196], [120, 158, 112])
    .ellipse(190, 300, 150, 40, [64, 104, 58], 0.5)
    .ellipse(430, 310, 160, 42, [76, 122, 66], -0.6)
    .ellipse(320, 180, 130, 34, [92, 140, 78], 1.4)
    .ellipse(286, 226, 34, 22, [255, 255, 250], 0.4)
    .ellipse(352, 226, 34, 22, [252, 252, 244], -0.4)
    .ellipse(320, 262, 22, 34, [255, 255, 250])
    .ellipse(320, 232, 12, 12, [244, 214, 110])
    .png()

/** What the demo's people send beside words. */
export const materials: DemoMaterial[] = [
  { key: 'roasts', title: '轻火、中火、足火的汤色', description: '同一批肉桂，三种焙火', used: 26, draw: roasts },
  { key: 'tiers', title: '三档价目一图看懂', description: '10、20、50 公斤', used: 37, draw: tiers },
  { key: 'gift', title: '年货礼盒「山海」实拍', description: '岩茶配白茶，含手提袋', used: 15, draw: giftBox },
  { key: 'jasmine', title: '茉莉银毫干茶', description: '六窨，门店一公斤装', used: 12, draw: jasmine },
  { key: 'shop', title: '青屿商城 · 门店补货', description: '登录后按您的档位显示价格', used: 31, linkUrl: 'https://shop.qingyu.example/restock' },
  { key: 'brochure', title: '年货礼盒样册', description: '十二款礼盒，起订二十份可印店名', used: 9, linkUrl: 'https://www.qingyu.example/gifts' },
]
