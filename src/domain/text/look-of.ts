import { compact } from '../written-text'
import { normaliseText } from './normalise-text'

/** What the eye makes of a name: two names with the same look are one, whatever blanks, widths or unseen signs they hold. */
export const lookOf = (name: string): string => compact(normaliseText(name)).toLowerCase()
