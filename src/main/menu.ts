import { app, dialog, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import { appVersion } from '../core/app-version'

function showAbout(window: BrowserWindow): void {
  const { electron, chrome, node } = process.versions
  void dialog.showMessageBox(window, {
    type: 'info',
    title: '关于警网联动工作站',
    message: `警网联动工作站 ${appVersion}`,
    detail: `非涉密系统，严禁录入涉密信息。\n\nElectron ${electron ?? ''}\nChromium ${chrome ?? ''}\nNode.js ${node}\n${process.platform} ${process.arch}`,
    buttons: ['知道了'],
  })
}

/** The application menu; words and keys as in any office program. */
export function installMenu(window: BrowserWindow): void {
  const zoom: MenuItemConstructorOptions[] = [
    { role: 'resetZoom', label: '实际大小' },
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomOut', label: '缩小' },
  ]
  const template: MenuItemConstructorOptions[] = [
    { label: '文件', submenu: [{ role: 'close', label: '关闭窗口' }, { type: 'separator' }, { label: '退出', accelerator: 'CommandOrControl+Q', click: () => app.quit() }] },
    {
      label: '编辑',
      submenu: [
        { role: 'undo', label: '撤销' },
        { role: 'redo', label: '恢复' },
        { type: 'separator' },
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    { label: '查看', submenu: [...zoom, { type: 'separator' }, { role: 'togglefullscreen', label: '全屏' }] },
    { label: '窗口', submenu: [{ role: 'minimize', label: '最小化' }] },
    { label: '帮助', submenu: [{ label: '关于警网联动工作站', click: () => showAbout(window) }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
