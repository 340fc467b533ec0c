import { createRequire } from 'node:module';
import { Bench } from 'tinybench';
import { Message, classes, methods, parseMessage } from 'werift';
import {
  checkFingerprint,
  checkIntegrity,
  decodeMessage,
  encodeMessage,
  shortTermKey,
} from '../../electron/stun/index.ts';

export interface BenchRow {
  name: string;
  opsPerSecond: number;
}

/** One library doing the work: both functions do all of it, or `assertSameWork` refuses them. */
interface Codec {
  name: string;
  /** Which of the library's functions do the work. */
  encodesWith: string;
  decodesWith: string;
  /** The message below with SOFTWARE, XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY and FINGERPRINT: 84 bytes. */
  encode: () => Buffer;
  /** Whether the bytes are a STUN message whose integrity and fingerprint are right. */
  decodeAndVerify: (bytes: Buffer) => boolean;
}

const transactionId = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
const password = 'VOkJxbRl1RmTxUk/WvJxBt';
const software = 'STUN test client';
const mapped = { address: '192.0.2.1', port: 32853, family: 'IPv4' } as const;

const key = shortTermKey(password);
const callpath: Codec = {
  name: 'callpath',
  encodesWith: 'encodeMessage',
  decodesWith: 'decodeMessage, checkIntegrity, checkFingerprint',
  encode: () =>
    encodeMessage(
      {
        class: 'success',
        method: 'Binding',
        transactionId,
        attributes: [
          { name: 'SOFTWARE', value: software },
          { name: 'XOR-MAPPED-ADDRESS', value: mapped },
        ],
      },
      { integrity: key, fingerprint: true },
    ),
  decodeAndVerify(bytes) {
    const result = decodeMessage(bytes);
    if (!result.ok) return false;
    const { message } = result;
    return checkIntegrity(message, key) === 'valid' && checkFingerprint(message) === 'valid';
  },
};

const passwordBytes = Buffer.from(password);
const werift: Codec = {
  name: 'werift',
  encodesWith: 'new Message, addMessageIntegrity, addFingerprint, bytes',
  decodesWith: 'parseMessage with the key',
  encode: () =>
    new Message(methods.BINDING, classes.RESPONSE, transactionId, [
      ['SOFTWARE', software],
      ['XOR-MAPPED-ADDRESS', [mapped.address, mapped.port]],
    ])
      .addMessageIntegrity(passwordBytes)
      .addFingerprint().bytes,
  decodeAndVerify: (bytes) => parseMessage(bytes, passwordBytes) !== undefined,
};

/** The part of npm `stun` that is used here: it has no types of its own. */
interface StunPackage {
  createMessage: (type: number, transactionId: Buffer) => StunPackageMessage;
  encode: (message: StunPackageMessage) => Buffer;
  decode: (bytes: Buffer) => StunPackageMessage;
  validateFingerprint: (message: StunPackageMessage) => boolean;
  validateMessageIntegrity: (message: StunPackageMessage, password: string) => boolean;
  constants: Record<
    'STUN_BINDING_RESPONSE' | 'STUN_ATTR_SOFTWARE' | 'STUN_ATTR_XOR_MAPPED_ADDRESS',
    number
  >;
}
interface StunPackageMessage {
  addAttribute: (type: number, ...values: unknown[]) => void;
  addMessageIntegrity: (password: string) => void;
  addFingerprint: () => void;
}

const stun = createRequire(import.meta.url)('stun') as StunPackage;
const npmStun: Codec = {
  name: 'stun',
  encodesWith: 'createMessage, addMessageIntegrity, addFingerprint, encode',
  decodesWith: 'decode, validateMessageIntegrity, validateFingerprint',
  encode() {
    const { constants } = stun;
    const message = stun.createMessage(constants.STUN_BINDING_RESPONSE, transactionId);
    message.addAttribute(constants.STUN_ATTR_SOFTWARE, software);
    message.addAttribute(constants.STUN_ATTR_XOR_MAPPED_ADDRESS, mapped.address, mapped.port);
    message.addMessageIntegrity(password);
    message.addFingerprint();
    return stun.encode(message);
  },
  decodeAndVerify(bytes) {
    const message = stun.decode(bytes);
    return stun.validateMessageIntegrity(message, password) && stun.validateFingerprint(message);
  },
};

const codecs = [callpath, werift, npmStun];

/** Throws unless every library makes the same 84 bytes, accepts them, and refuses a forged integrity or fingerprint. */
function assertSameWork(): void {
  const bytes = callpath.encode();
  const forgedIntegrity = Buffer.from(bytes);
  forgedIntegrity.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
  repairFingerprint(forgedIntegrity);
  const forgedFingerprint = Buffer.from(bytes);
  forgedFingerprint.writeUInt8(bytes.readUInt8(83) ^ 1, 83);
  for (const { name, encode, decodeAndVerify } of codecs) {
    const same = bytes.length === 84 && encode().equals(bytes) && decodeAndVerify(bytes);
    if (!same || decodeAndVerify(forgedIntegrity) || decodeAndVerify(forgedFingerprint)) {
      throw new Error(`${name} does not do the same work: its numbers would compare nothing`);
    }
  }
}

/** Leaves the integrity as the only thing that is wrong. */
function repairFingerprint(bytes: Buffer): void {
  const result = decodeMessage(bytes);
  if (result.ok) encodeMessage(result.message, { fingerprint: true }).copy(bytes);
}

// Single calls are too short for the clock.
const callsPerSample = 100;
const timePerTaskMs = 1000;

/**
 * Messages a second of Callpath's codec and of npm `werift` and `stun`, in one process, one after the other. Each encodes
 * the same 84-byte Binding response with integrity and fingerprint, and decodes it with both verified. `werift` and `stun`
 * do not compare digests in constant time, which favours them slightly. Takes about 10 s.
 */
export async function codecBench(): Promise<BenchRow[]> {
  assertSameWork();
  const bytes = callpath.encode();
  const bench = new Bench({ time: timePerTaskMs, warmupTime: 300 });
  for (const { name, encodesWith, encode } of codecs) {
    addTask(bench, `encode: ${name} (${encodesWith})`, encode);
  }
  for (const { name, decodesWith, decodeAndVerify } of codecs) {
    addTask(bench, `decode + verify: ${name} (${decodesWith})`, () => decodeAndVerify(bytes));
  }
  await bench.run();
  return bench.tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`The bench "${name}" did not complete`);
    return { name, opsPerSecond: Math.round((callsPerSample * 1000) / result.latency.mean) };
  });
}

function addTask(bench: Bench, name: string, call: () => unknown): void {
  bench.add(name, () => {
    for (let count = 0; count < callsPerSample; count += 1) call();
  });
}

if (import.meta.main) {
  console.log('84-byte Binding response; encode = sign and fingerprint it, decode = verify both');
  console.table(await codecBench());
}
