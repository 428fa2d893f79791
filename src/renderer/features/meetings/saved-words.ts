import { instantText } from '../../shell/week-text'
import type { DraftKeeper } from './draft-keeper'

/** What the corner of the page says of the text: kept, on its way, or refused with all of it still here. */
export function savedWords(keeper: Pick<DraftKeeper, 'error' | 'waiting' | 'savedAt'>): { light: 'r' | 'y' | 'k'; words: string } | null {
  if (keeper.error.value !== null) return { light: 'r', words: `${keeper.waiting.value}格还没存上，字都在` }
  if (keeper.waiting.value > 0) return { light: 'y', words: '正在保存' }
  return keeper.savedAt.value === null ? null : { light: 'k', words: `已自动保存 ${instantText(keeper.savedAt.value).slice(-5)}` }
}
