import { createSocket } from 'node:dgram';
import { clientNet, natPmpPort, sharedNet } from './addresses.ts';
import { natPmpAnswer } from './nat-pmp-answer.ts';

/** Runs on the client's router of a double NAT until it is ended: it tells its external address, as home routers do. */
const socket = createSocket('udp4');
socket.on('message', (request, { address, port }) => {
  const answer = natPmpAnswer(request, sharedNet.client, Math.round(process.uptime()));
  if (answer) socket.send(answer, port, address);
});
socket.on('error', (error) => {
  console.error(error.message);
});
socket.bind({ address: clientNet('double-nat').router, port: natPmpPort }, () => {
  console.log('ready');
});
