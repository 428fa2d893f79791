const key = 'roster-import.open'

/**
 * The name of the file that is being checked, kept in the window's own memory: the core keeps the check itself, but a
 * window that is loaded anew starts from the beginning, and should say why.
 */
export function rememberOpened(fileName: string | null): void {
  try {
    if (fileName === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, fileName)
  } catch {
    // A window without storage only loses this one sentence.
  }
}

/** Says it once. */
export function openedBefore(): string | null {
  try {
    const fileName = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    return fileName
  } catch {
    return null
  }
}
