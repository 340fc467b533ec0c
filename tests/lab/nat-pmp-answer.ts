const success = 0;
const unsupportedVersion = 1;
const unsupportedOpcode = 5;

/**
 * What a NAT-PMP router answers (RFC 6886 sections 3.2 and 3.5); null: nothing. It tells its external address and maps no
 * ports; to PCP it says that it only speaks version 0 (RFC 6887 section 9).
 */
export function natPmpAnswer(
  request: Buffer,
  externalAddress: string,
  upSec: number,
): Buffer | null {
  const [version, opcode] = request;
  if (version === undefined || opcode === undefined || opcode >= 128) return null;
  if (version !== 0) return header(opcode, unsupportedVersion, upSec);
  if (opcode !== 0) return header(opcode, unsupportedOpcode, upSec);
  const address = Buffer.from(externalAddress.split('.').map(Number));
  return Buffer.concat([header(opcode, success, upSec), address]);
}

function header(opcode: number, resultCode: number, upSec: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(0x80 | opcode, 1);
  bytes.writeUInt16BE(resultCode, 2);
  bytes.writeUInt32BE(upSec, 4);
  return bytes;
}
