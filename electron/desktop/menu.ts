import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/** Sets the application's menu in one language. `forDevelopers` adds what a person at a help desk has no use for. */
export function setMenu(t: Translate, { forDevelopers }: { forDevelopers: boolean }): void {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const developerItems: MenuItemConstructorOptions[] = [
    separator,
    { role: 'reload', label: t('desktop.menu.reload') },
    { role: 'toggleDevTools', label: t('desktop.menu.developerTools') },
  ];
  const menu = Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: t('desktop.menu.file'),
      submenu: [
        { role: 'close', label: t('desktop.menu.close') },
        { role: 'quit', label: t('desktop.menu.quit') },
      ],
    },
    {
      label: t('desktop.menu.edit'),
      submenu: [
        { role: 'undo', label: t('desktop.menu.undo') },
        { role: 'redo', label: t('desktop.menu.redo') },
        separator,
        { role: 'cut', label: t('desktop.menu.cut') },
        { role: 'copy', label: t('desktop.menu.copy') },
        { role: 'paste', label: t('desktop.menu.paste') },
        { role: 'selectAll', label: t('desktop.menu.selectAll') },
      ],
    },
    {
      label: t('desktop.menu.view'),
      submenu: [
        { role: 'resetZoom', label: t('desktop.menu.actualSize') },
        { role: 'zoomIn', label: t('desktop.menu.zoomIn') },
        { role: 'zoomOut', label: t('desktop.menu.zoomOut') },
        separator,
        { role: 'togglefullscreen', label: t('desktop.menu.fullScreen') },
        ...(forDevelopers ? developerItems : []),
      ],
    },
  ]);
  Menu.setApplicationMenu(menu);
}
