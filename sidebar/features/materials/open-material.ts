import { shallowReactive } from 'vue'
import type { Material } from './material.ts'

/** The preview over the list: which material, kept while the sheet slides away. */
export const preview: { material?: Material; open: boolean } = shallowReactive({ material: undefined, open: false })

/** Opens the preview of a material, going to the list for it. */
export function openMaterial(material: Material): void {
  Object.assign(preview, { material, open: true })
  location.hash = '#/materials'
}

/** Puts the preview away. */
export function closeMaterial(): void {
  preview.open = false
}
