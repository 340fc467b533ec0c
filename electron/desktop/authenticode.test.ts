import { expect, test } from 'vitest';
import { refusalOfSignature } from './authenticode.ts';

const file = 'C:\\Users\\a b\\AppData\\Local\\callpath-updater\\pending\\Callpath-2.0.0-setup.exe';
const subject = 'CN="Example, Inc.", O="Example, Inc.", L=Bonn, C=DE';
const valid = { status: 'Valid', path: file, subject };
const answers = (answer: unknown) => () => Promise.resolve(`${JSON.stringify(answer)}\r\n`);

test('lets a file pass that one of the publishers signed', async () => {
  for (const publisher of [
    'Example, Inc.',
    'CN="Example, Inc."',
    'CN="Example, Inc.", O="Example, Inc.", L=Bonn, C=DE',
  ]) {
    const refusal = await refusalOfSignature(['Somebody', publisher], file, answers(valid));
    expect(refusal, publisher).toBeNull();
  }
});

test('refuses a valid signature of somebody else', async () => {
  for (const publisher of [
    'Example',
    'Bonn',
    '',
    'CN="Example, Inc.", O=Another',
    'CN="Example, Inc.", STREET=1',
  ]) {
    const refusal = await refusalOfSignature([publisher], file, answers(valid));
    expect(refusal, publisher).toContain('Example, Inc.');
  }
  expect(await refusalOfSignature([], file, answers(valid))).not.toBeNull();
});

test('is not led astray by a name inside of another part', async () => {
  const answer = { ...valid, subject: 'CN=Evil, O="x, CN=Example", C=DE' };
  expect(await refusalOfSignature(['Example'], file, answers(answer))).toContain('Evil');
  expect(await refusalOfSignature(['CN=Example'], file, answers(answer))).toContain('Evil');
});

test('refuses what is not signed, changed since, or not trusted', async () => {
  for (const status of ['NotSigned', 'HashMismatch', 'NotTrusted', 'UnknownError', '0', '']) {
    const refusal = await refusalOfSignature(
      ['Example, Inc.'],
      file,
      answers({ ...valid, status }),
    );
    expect(refusal, status).not.toBeNull();
  }
});

test('refuses what Windows said about another file', async () => {
  const answer = { ...valid, path: 'C:\\Windows\\System32\\ntdll.dll' };
  expect(await refusalOfSignature(['Example, Inc.'], file, answers(answer))).toContain('ntdll');
});

test('refuses where Windows cannot be asked, or gives no answer', async () => {
  const names = ['Example, Inc.'];
  const noPowerShell = () => Promise.reject(new Error('spawn ENOENT'));
  expect(await refusalOfSignature(names, file, noPowerShell)).toContain('ENOENT');
  for (const text of ['', 'null', '{}', '[]', 'Valid', '{"status":"Valid"']) {
    expect(await refusalOfSignature(names, file, () => Promise.resolve(text)), text).not.toBeNull();
  }
});
