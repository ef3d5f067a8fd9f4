import { picture } from './pictures.ts'

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

/** A lidded cup on its saucer, seen from the side. */
const gaiwan = () =>
  picture([226, 232, 238], [186, 198, 210])
    .ellipse(320, 372, 190, 34, [248, 250, 252])
    .ellipse(320, 366, 120, 18, [206, 216, 226])
    .ellipse(320, 270, 124, 100, [255, 255, 255])
    .ellipse(320, 200, 140, 40, [236, 242, 246])
    .ellipse(320, 178, 108, 34, [255, 255, 255])
    .ellipse(320, 140, 26, 16, [92, 128, 170])
    .png()

/** A pressed cake in its paper, and what broke off. */
const cake = () =>
  picture([214, 196, 164], [164, 138, 102])
    .ellipse(290, 240, 190, 180, [244, 238, 222])
    .ellipse(290, 240, 150, 142, [92, 58, 36])
    .ellipse(290, 240, 34, 32, [66, 40, 26])
    .ellipse(530, 350, 46, 26, [84, 52, 32], 0.4)
    .ellipse(560, 300, 26, 14, [104, 66, 40], -0.5)
    .png()

/** A hillside in terraces under a morning sun. */
const terraces = () =>
  picture([252, 226, 184], [196, 222, 206])
    .ellipse(500, 110, 52, 52, [250, 182, 96])
    .ellipse(160, 470, 420, 190, [96, 146, 92])
    .ellipse(520, 500, 400, 180, [74, 124, 78])
    .ellipse(160, 500, 380, 170, [116, 166, 104])
    .ellipse(520, 530, 360, 160, [92, 142, 86])
    .ellipse(320, 560, 420, 150, [58, 104, 66])
    .png()

/** Little bags with their threads, in a row. */
const teaBags = () =>
  picture([244, 240, 230], [222, 214, 196])
    .rectangle(80, 190, 120, 150, [252, 252, 248])
    .rectangle(260, 190, 120, 150, [252, 252, 248])
    .rectangle(440, 190, 120, 150, [252, 252, 248])
    .ellipse(140, 300, 46, 28, [146, 170, 96])
    .ellipse(320, 300, 46, 28, [190, 122, 62])
    .ellipse(500, 300, 46, 28, [108, 60, 38])
    .rectangle(138, 90, 4, 100, [160, 150, 132])
    .rectangle(318, 90, 4, 100, [160, 150, 132])
    .rectangle(498, 90, 4, 100, [160, 150, 132])
    .png()

/** Charcoal under a basket. */
const roasting = () =>
  picture([44, 36, 34], [22, 18, 18])
    .ellipse(320, 420, 210, 46, [216, 84, 34])
    .ellipse(320, 428, 170, 32, [246, 156, 60])
    .rectangle(150, 190, 340, 170, [172, 128, 78])
    .ellipse(320, 190, 170, 46, [198, 156, 102])
    .ellipse(320, 186, 140, 34, [70, 52, 34])
    .png()

/** Tall glasses: green, amber, red. */
const coldBrew = () =>
  picture([216, 238, 246], [172, 212, 228])
    .rectangle(100, 130, 110, 270, [250, 254, 255])
    .rectangle(110, 190, 90, 200, [180, 204, 96])
    .rectangle(265, 130, 110, 270, [250, 254, 255])
    .rectangle(275, 190, 90, 200, [226, 168, 66])
    .rectangle(430, 130, 110, 270, [250, 254, 255])
    .rectangle(440, 190, 90, 200, [182, 78, 52])
    .ellipse(150, 210, 18, 14, [240, 250, 252])
    .ellipse(322, 212, 18, 14, [240, 250, 252])
    .png()

/** A moon over the sea. */
const moonBox = () =>
  picture([18, 30, 62], [40, 74, 116])
    .ellipse(320, 150, 92, 92, [252, 236, 190])
    .rectangle(0, 330, 640, 150, [24, 50, 88])
    .ellipse(320, 352, 120, 8, [240, 222, 172])
    .ellipse(320, 386, 80, 6, [206, 194, 160])
    .ellipse(320, 416, 44, 5, [170, 168, 152])
    .png()

/** Leaves of mugwort with a thread of five colours. */
const dragonBoat = () =>
  picture([234, 244, 226], [184, 212, 170])
    .ellipse(240, 250, 170, 34, [74, 118, 66], -0.9)
    .ellipse(320, 250, 180, 36, [92, 138, 78], -1.4)
    .ellipse(400, 250, 170, 34, [62, 104, 58], 1.1)
    .rectangle(190, 360, 260, 10, [200, 54, 48])
    .rectangle(190, 372, 260, 10, [238, 188, 62])
    .rectangle(190, 384, 260, 10, [58, 112, 178])
    .png()

/** Cartons on a pallet. */
const pallet = () =>
  picture([226, 230, 234], [196, 202, 208])
    .rectangle(120, 400, 400, 24, [142, 104, 66])
    .rectangle(130, 280, 180, 116, [206, 166, 112])
    .rectangle(326, 280, 180, 116, [198, 156, 102])
    .rectangle(130, 156, 180, 116, [198, 156, 102])
    .rectangle(326, 156, 180, 116, [212, 174, 122])
    .rectangle(210, 156, 20, 240, [236, 214, 176])
    .rectangle(406, 156, 20, 240, [236, 214, 176])
    .png()

/** The pictures of the materials, drawn when they are seeded. */
export const drawings = { roasts, tiers, giftBox, jasmine, gaiwan, cake, terraces, teaBags, roasting, coldBrew, moonBox, dragonBoat, pallet }
