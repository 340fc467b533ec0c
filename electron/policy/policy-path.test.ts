import { describe, expect, it } from 'vitest';
import { policyPath, usedPolicyPath } from './policy-path.ts';

const nowhere = () => false;

describe('policyPath', () => {
  it('is a place that only administrators write, on each system', () => {
    expect(policyPath('linux', {})).toBe('/etc/callpath/policy.json');
    expect(policyPath('darwin', {})).toBe('/Library/Application Support/Callpath/policy.json');
    expect(policyPath('win32', {}, nowhere)).toBe(String.raw`C:\ProgramData\Callpath\policy.json`);
  });

  it('follows ProgramData where Windows lies on another drive', () => {
    const env = { ProgramData: String.raw`D:\ProgramData` };
    expect(policyPath('win32', env, nowhere)).toBe(String.raw`D:\ProgramData\Callpath\policy.json`);
  });

  it('is not led away by a variable of the user while there is a policy in the usual place', () => {
    const env = { ProgramData: String.raw`C:\Users\anna` };
    const usual = String.raw`C:\ProgramData\Callpath\policy.json`;
    expect(policyPath('win32', env, (path) => path === usual)).toBe(usual);
    expect(policyPath('win32', { ProgramData: 'anna' }, nowhere)).toBe(usual);
  });
});

describe('usedPolicyPath', () => {
  const env = { CALLPATH_POLICY: '/tmp/policy.json' };

  it('takes a policy from the environment in a checkout only', () => {
    expect(usedPolicyPath(false, env)).toBe('/tmp/policy.json');
    expect(usedPolicyPath(true, env)).toBe(policyPath(process.platform, {}));
    expect(usedPolicyPath(false, { CALLPATH_POLICY: '' })).toBe(policyPath(process.platform, {}));
  });
});
