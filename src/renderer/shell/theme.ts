import type { GlobalThemeOverrides } from 'naive-ui'

/** naive-ui theme read from tokens.css; call again after data-theme or data-type changes. */
export function readTheme(root: Element = document.documentElement): GlobalThemeOverrides {
  const css = getComputedStyle(root)
  const v = (name: string) => css.getPropertyValue('--' + name).trim()
  const [body, small, ctl] = [v('fs-body'), v('fs-small'), v('h-ctl')]
  const rowPad = `${(parseFloat(v('h-row')) - parseFloat(v('lh-body')) - 1) / 2}px 8px`
  const edge = `1px solid ${v('line-strong')}`
  const edgeFocus = `1px solid ${v('focus')}`
  const ring = `0 0 0 1px ${v('focus')}`
  const field = { border: edge, borderHover: edge, borderFocus: edgeFocus, boxShadowFocus: ring }
  const four = (name: 'primary' | 'info' | 'success' | 'warning' | 'error', base: string, hover = base, down = base) =>
    ({ [name + 'Color']: base, [name + 'ColorHover']: hover, [name + 'ColorPressed']: down, [name + 'ColorSuppl']: base })
  const wash = (type: string, light: string) => ({ ['color' + type]: v(light + '-wash'), ['border' + type]: `1px solid ${v(light + '-mark')}` })
  const off = `1px solid ${v('line')}`
  const disabled = (type: '' | 'Primary') => ({ ['colorDisabled' + type]: v('grey-wash'), ['textColorDisabled' + type]: v('ink-3'), ['borderDisabled' + type]: off })
  const iconInk = { iconColor: v('ink-3'), iconColorHover: v('ink'), iconColorPressed: v('ink') }
  return {
    common: {
      ...four('primary', v('primary'), v('primary-hover'), v('primary-down')),
      ...four('info', v('blue-ink')), ...four('success', v('green-ink')),
      ...four('warning', v('yellow-ink')), ...four('error', v('red-ink')),
      baseColor: v('on-primary'), bodyColor: v('desk'), cardColor: v('paper'), modalColor: v('paper'),
      popoverColor: v('paper'), tableColor: v('paper'), inputColor: v('paper'), tableHeaderColor: v('sunk'),
      actionColor: v('sunk'), hoverColor: v('tint'), tableColorHover: v('tint'),
      textColorBase: v('ink'), textColor1: v('ink'), textColor2: v('ink'), textColor3: v('ink-2'),
      placeholderColor: v('ink-3'), textColorDisabled: v('ink-3'), inputColorDisabled: v('grey-wash'), opacityDisabled: '1',
      dividerColor: v('line'), borderColor: v('line'),
      borderRadius: v('r-ctl'), borderRadiusSmall: v('r-cell'),
      fontFamily: v('font'), fontWeightStrong: '700', lineHeight: '1.45',
      fontSize: body, fontSizeMini: v('fs-aux'), fontSizeTiny: small, fontSizeSmall: small,
      fontSizeMedium: body, fontSizeLarge: v('fs-strong'), fontSizeHuge: v('fs-title'),
      heightSmall: v('h-small'), heightMedium: ctl, heightLarge: '40px',
      boxShadow1: 'none', boxShadow2: v('pop'), boxShadow3: v('pop'),
    },
    Button: {
      border: edge, borderHover: edgeFocus, borderPressed: edgeFocus, borderFocus: edge, rippleDuration: '0s', waveOpacity: '0',
      textColorHover: v('ink'), textColorPressed: v('ink'), textColorFocus: v('ink'), textColorText: v('primary'), textColorTextHover: v('primary-hover'), textColorTextFocus: v('primary'),
      ...disabled(''), ...disabled('Primary'),
    },
    Input: { ...field, ...iconInk },
    InternalSelection: { ...field, arrowColor: v('ink-3'), clearColor: v('ink-3'), borderActive: edgeFocus, boxShadowActive: ring },
    DataTable: { tdPaddingMedium: rowPad, thPaddingMedium: '5px 8px', thTextColor: v('ink-2'), thFontWeight: '700', tdColorHover: v('tint') },
    DatePicker: { iconColor: v('ink-3') },
    Checkbox: { border: edge, borderFocus: edgeFocus, boxShadowFocus: ring, checkMarkColor: v('on-primary') },
    Radio: { buttonColorActive: v('primary'), buttonTextColorActive: v('on-primary'), buttonBorderColor: v('line-strong') },
    Alert: { fontSize: body, ...wash('Info', 'blue'), ...wash('Success', 'green'), ...wash('Warning', 'yellow'), ...wash('Error', 'red') },
    Form: { labelFontSizeLeftMedium: body, labelFontSizeTopMedium: body, feedbackFontSizeMedium: small },
    Steps: { stepHeaderFontSizeMedium: body },
    Tabs: { tabFontSizeMedium: body, tabFontWeightActive: '700' },
    Card: { paddingMedium: '12px', titleFontSizeMedium: v('fs-strong'), titleFontWeight: '700' },
    Tag: { heightMedium: v('h-small'), borderRadius: v('r-cell') },
    Tooltip: { color: v('bar'), textColor: v('bar-ink') },
  }
}
