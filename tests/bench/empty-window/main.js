import { app, BrowserWindow } from 'electron';

// The least that an application with a window can be: what Electron itself takes.
app.on('window-all-closed', () => {
  app.quit();
});
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1180, height: 760 });
  void window.loadURL('data:text/html,<!doctype html><title>Empty</title><button>Nothing</button>');
});
