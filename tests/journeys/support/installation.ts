// A whole Driehoek for one test file: started by deploy/up with demo data, on free ports, and
// stopped by deploy/down. What is tested is thus also what a newcomer types.

import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { Mailbox } from "../../../deploy/demo/seed/mailbox.ts";

export const root = join(import.meta.dirname, "../../..");
export const shots = join(root, "build/journeys/shots");

export interface Installation {
  readonly data: string;
  /** Origins. */
  readonly lti: string;
  readonly lms: string;
  readonly mail: string;
  readonly grpc: string;
  readonly mailbox: Mailbox;
  /** Runs driehoekctl; answers its exit code and all it said. */
  ctl(...args: string[]): Promise<{ code: number; said: string }>;
  stop(): Promise<void>;
}

export function run(
  program: string,
  args: readonly string[],
  seconds: number,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { encoding: "utf8", timeout: seconds * 1000, maxBuffer: 16 << 20 },
      (error, out, told) =>
        resolve({ code: error ? Number(error.code) || 1 : 0, said: (out + told).trim() }),
    );
  });
}

/** As many free ports: all are held at once, so that no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((s) => new Promise((resolve) => s.close(resolve))));
  return ports;
}

/** Stops what an earlier run of this test left, starts anew and waits until everything answers. */
export async function install(name: string): Promise<Installation> {
  const data = join(root, "build/journeys", name);
  const down = () => run(join(root, "deploy/down"), ["--data", data, "--wipe"], 120);
  mkdirSync(data, { recursive: true });
  await down();
  const [lti, grpc, metrics, lms, mail, smtp] = await freePorts(6);
  const options = {
    data,
    "lti-listen": `127.0.0.1:${lti}`,
    "lti-url": `http://localhost:${lti}`,
    "grpc-listen": `127.0.0.1:${grpc}`,
    "metrics-listen": `127.0.0.1:${metrics}`,
    "lms-listen": `127.0.0.1:${lms}`,
    "mail-listen": `127.0.0.1:${mail}`,
    "smtp-listen": `127.0.0.1:${smtp}`,
  };
  const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]);
  const { code, said } = await run(join(root, "deploy/up"), ["--no-build", ...args], 300);
  if (code !== 0) throw new Error(`deploy/up did not start Driehoek:\n${said}`);
  const origin = { lti: options["lti-url"], mail: `http://127.0.0.1:${mail}` };
  return {
    data,
    ...origin,
    lms: `http://127.0.0.1:${lms}`,
    grpc: `127.0.0.1:${grpc}`,
    mailbox: new Mailbox(origin.mail),
    ctl: (...command) =>
      run(
        join(root, "build/release/driehoekctl"),
        [...command, "--data", data, "--lti-url", origin.lti],
        60,
      ),
    stop: async () => {
      const log = readFileSync(join(data, "log/driehoekd.log"), "utf8");
      await down();
      if (/AddressSanitizer|ThreadSanitizer|terminate called/.test(log))
        throw new Error(`driehoekd complained:\n${log.slice(-4000)}`);
    },
  };
}
