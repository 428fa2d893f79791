import { maskIdentityNumber } from './identity-number'
import { maskPhone } from './phone-number'

/**
 * Free text with every run of digits that is as long as an identity number or a mobile masked: columns that the program
 * does not know (备用电话 …) hide what their owner's known columns hide.
 */
export function maskNumbersInText(text: string): string {
  return text.replace(/(?<![\dXx])(\d{17}[\dXx]|\d{15})(?![\dXx])/g, (number) => maskIdentityNumber(number)).replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => maskPhone(number))
}

export function maskNumbersInColumns(columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([head, text]) => [head, maskNumbersInText(text)]))
}
