/** What a clerk types, made comparable with pinyin, initials and characters: no blanks, lower case, ü as v. */
export const searchKey = (text: string): string => text.normalize('NFKC').replaceAll(/\s|'|·/g, '').replaceAll('ü', 'v').toLowerCase()
