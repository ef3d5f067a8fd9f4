import type { Component } from 'vue'
import type { IconName } from '../../ui/icons.ts'
import ChangesSection from './sections/ChangesSection.vue'
import FieldsSection from './sections/FieldsSection.vue'
import PipelinesSection from './sections/PipelinesSection.vue'
import RolesSection from './sections/RolesSection.vue'
import SettingsSection from './sections/SettingsSection.vue'
import TagsSection from './sections/TagsSection.vue'

type SectionId = 'pipelines' | 'fields' | 'tags' | 'roles' | 'settings' | 'changes'

/** What the desk consists of, in the order of its list; the names are in the words. */
export const SECTIONS: readonly { id: SectionId; icon: IconName; component: Component }[] = [
  { id: 'pipelines', icon: 'board', component: PipelinesSection },
  { id: 'fields', icon: 'log', component: FieldsSection },
  { id: 'tags', icon: 'tag', component: TagsSection },
  { id: 'roles', icon: 'users', component: RolesSection },
  { id: 'settings', icon: 'clock', component: SettingsSection },
  { id: 'changes', icon: 'undo', component: ChangesSection },
]
