import { searchKey } from '../../../domain/search-key'

/** Whether a person answers to what was typed so far: characters, pinyin or initials, from any part of the name on. */
export function answersTo(person: { terms: readonly string[] }, typed: string): boolean {
  const key = searchKey(typed)
  return key === '' || person.terms.some((term) => term.startsWith(key))
}
