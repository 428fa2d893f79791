const place = 'last-login'

/** The login name that was used last on this PC; people sign in by turns, most often the same one. */
export const recallLogin = (): string => localStorage.getItem(place) ?? ''
export const rememberLogin = (login: string): void => localStorage.setItem(place, login)
