import { exampleReport } from '../../shared/testing/example-report.ts';
import { makeFileReadOnly, mayMount } from '../cli/mounted-folder.ts';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';
import { openView, sessionRows, startButton } from './steps.ts';
import { storeSession } from './stored-session.ts';

test('a history that is read-only is told as such when the window opens, and can be read', async ({
  callpath,
}) => {
  test.skip(!mayMount, 'only who may mount can make a file read-only for everyone');
  storeSession(callpath, exampleReport().probes);
  const file = callpath.path('history.db');
  const notice = t('storage.readOnly', { path: file });
  const end = makeFileReadOnly(file);
  try {
    const { app, page } = await callpath.start();
    await startButton(page).waitFor();
    await expect(page.getByText(notice)).toHaveCount(1);
    await look(app, page, 'history-read-only');
    await openView(page, 'history');
    await expect(sessionRows(page)).toHaveCount(1);
    await callpath.stop();
  } finally {
    end();
  }
  const { page } = await callpath.start();
  await startButton(page).waitFor();
  await expect(page.getByText(notice)).toHaveCount(0);
});
