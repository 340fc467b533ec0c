/** A message put together byte by byte, so that tests can say what no encoder would. Padding is `padding`, default 0. */
export function rawMessage(
  messageType: number,
  attributes: readonly (readonly [type: number, value: Uint8Array])[],
  padding = 0,
): Buffer {
  const header = Buffer.alloc(20, 0x77);
  const parts = attributes.map(([type, value]) => {
    const part = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4, padding);
    part.writeUInt16BE(type, 0);
    part.writeUInt16BE(value.length, 2);
    part.set(value, 4);
    return part;
  });
  const body = Buffer.concat(parts);
  header.writeUInt16BE(messageType, 0);
  header.writeUInt16BE(body.length, 2);
  header.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([header, body]);
}

/** Bytes of hexadecimal text. */
export function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}
