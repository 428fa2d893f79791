// Light or dark must stand on <html> before anything is drawn. A module comes too late on a slow PC: the browser paints
// the skeleton first, and in dark mode the whole screen flashes. So this one small file is a plain script that blocks.
// It reads what appearance-memory.ts writes; the test beside that file holds the two together.
{
  let [theme, type] = ['system', 'base']
  try {
    ;[theme, type] = (localStorage.getItem('appearance') ?? 'system base').split(' ')
  } catch {
    // A window without storage wears what the system wears.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.type = type === 'large' ? 'large' : 'base'
}
