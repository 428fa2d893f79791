import { computed, onMounted, shallowRef, type ComputedRef } from 'vue'
import { client } from '../../host/connection'
import { reasonPhrases, type Phrase } from './phrase-order'

/** Without them one types the words oneself: that they could not be read stops nobody. */
export function usePhrases(): { comments: ComputedRef<string[]>; phrasesFor: (code: string, label: string) => string[] } {
  const phrases = shallowRef<readonly Phrase[]>([])
  onMounted(() => void client.evaluations.phrases({}).then((found) => (phrases.value = found.phrases), () => undefined))
  return {
    comments: computed(() => phrases.value.filter((each) => each.use === 'comment').map((each) => each.text)),
    phrasesFor: (code, label) => reasonPhrases(phrases.value, code, label),
  }
}
