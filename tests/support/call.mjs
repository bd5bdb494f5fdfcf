// One gRPC call from the shell: SERVICE/METHOD, the request as JSON, a credential. Prints the answer as JSON, or the error
// with its reason. Reads the contract itself, so it shares nothing with the programs.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [name, body = '{}', credential = '', address = process.env.DRIEHOEK_GRPC ?? '127.0.0.1:9090'] =
  process.argv.slice(2);
const [serviceName, methodName] = (name ?? '').split('/');
if (!methodName) {
  console.error('usage: tests/support/call SERVICE/METHOD [JSON] [CREDENTIAL] [HOST:PORT]');
  process.exit(2);
}
const files = ['access', 'agreement', 'directory', 'event', 'placement'].map(
  (part) => `driehoek/v1/${part}_service.proto`,
);
const definition = loader.loadSync(files, {
  includeDirs: [`${root}/proto`, `${root}/proto/node_modules/google-proto-files`],
  enums: String,
  longs: String,
});
const service = definition[serviceName];
if (!service?.[methodName]) {
  console.error(`there is no ${name}`);
  process.exit(2);
}
const Client = grpc.makeClientConstructor(service, serviceName);
const client = new Client(address, grpc.credentials.createInsecure());
const metadata = new grpc.Metadata();
if (credential) metadata.set('authorization', `Bearer ${credential}`);
client[methodName](JSON.parse(body), metadata, { deadline: Date.now() + 10_000 }, (error, answer) => {
  if (error) {
    console.error(`${grpc.status[error.code]}: ${error.details}`);
    process.exitCode = 1;
  } else {
    console.log(JSON.stringify(answer, null, 2));
  }
  client.close();
});
