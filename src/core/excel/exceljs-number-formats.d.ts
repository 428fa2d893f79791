declare module 'exceljs/lib/xlsx/defaultnumformats.js' {
  /** Number format id → its code; for ids that differ by language only the languages are listed. */
  const formats: Record<number, { f?: string; 'zh-cn'?: string }>
  export default formats
}
