import { app as electronApp, Menu, type MenuItemConstructorOptions } from 'electron';
import { type Command, shortcuts } from '../../shared/commands.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Session } from '../../shared/report.ts';

export interface MenuOptions {
  app: Session['app'];
  /** Adds what a person at a help desk has no use for. */
  forDevelopers: boolean;
  /** What the window is asked to do. */
  onCommand: (command: Command) => void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** Sets the application's menu in one language. */
export function setMenu(t: Translate, options: MenuOptions): void {
  const { name, version } = options.app;
  electronApp.setAboutPanelOptions({
    applicationName: name,
    applicationVersion: version,
    copyright: t('check.menu.licence'),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(t, options)));
}

/** The menus with their items, as Electron builds them. */
function menuTemplate(t: Translate, { forDevelopers, onCommand }: MenuOptions): Item[] {
  const command = (name: Command): Item => ({
    id: name,
    label: t(`check.menu.${name}`),
    // Shown here, listened to by the page: so the keys work the same wherever the menu is not.
    registerAccelerator: false,
    ...(shortcuts[name] && { accelerator: shortcuts[name][0] }),
    click: () => {
      onCommand(name);
    },
  });
  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: t('desktop.menu.file'), submenu: fileItems(t, command) },
    { label: t('desktop.menu.edit'), submenu: editItems(t) },
    { label: t('desktop.menu.view'), submenu: viewItems(t, command, forDevelopers) },
    {
      label: t('check.menu.help'),
      role: 'help',
      submenu: [
        command('terms'),
        separator,
        command('saveDiagnostics'),
        separator,
        command('checkForUpdates'),
        { ...command('about'), label: t('check.menu.about', { name: electronApp.getName() }) },
      ],
    },
  ];
}

function fileItems(t: Translate, command: (name: Command) => Item): Item[] {
  return [
    command('check'),
    command('openReport'),
    separator,
    command('export'),
    command('copySummary'),
    separator,
    { role: 'close', label: t('desktop.menu.close') },
    { role: 'quit', label: t('desktop.menu.quit') },
  ];
}

function editItems(t: Translate): Item[] {
  return [
    { role: 'undo', label: t('desktop.menu.undo') },
    { role: 'redo', label: t('desktop.menu.redo') },
    separator,
    { role: 'cut', label: t('desktop.menu.cut') },
    { role: 'copy', label: t('desktop.menu.copy') },
    { role: 'paste', label: t('desktop.menu.paste') },
    { role: 'selectAll', label: t('desktop.menu.selectAll') },
  ];
}

function viewItems(t: Translate, command: (name: Command) => Item, forDevelopers: boolean): Item[] {
  const developerItems: Item[] = [
    separator,
    { role: 'reload', label: t('desktop.menu.reload') },
    { role: 'toggleDevTools', label: t('desktop.menu.developerTools') },
  ];
  return [
    command('viewCheck'),
    command('viewHistory'),
    command('viewSettings'),
    separator,
    { role: 'resetZoom', label: t('desktop.menu.actualSize') },
    { role: 'zoomIn', label: t('desktop.menu.zoomIn') },
    { role: 'zoomOut', label: t('desktop.menu.zoomOut') },
    separator,
    { role: 'togglefullscreen', label: t('desktop.menu.fullScreen') },
    ...(forDevelopers ? developerItems : []),
  ];
}
