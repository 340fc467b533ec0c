import { isRequired, requirement } from '../requirements.ts';

const programs = ['ip', 'ss', 'nft', 'turnserver', 'turnutils_natdiscovery'];

/**
 * Whether the tests in the lab are to be skipped: it needs programs and root. Throws where one is missing and
 * CALLPATH_REQUIRE asks for the lab.
 */
export function labRequirement(): { skip: boolean } {
  const { skip } = requirement('lab', programs);
  if (skip || process.getuid?.() === 0) return { skip };
  const missing = 'lab: network namespaces need root. Run the tests with sudo, or leave these out.';
  if (isRequired('lab')) throw new Error(`${missing} CALLPATH_REQUIRE asks for lab.`);
  console.log(`skipped, ${missing}`);
  return { skip: true };
}
