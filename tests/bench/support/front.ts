// A proxy before the adapter, by which both sides of the benchmark go: it passes everything on, and when it was given a page
// it answers with that one wherever the adapter would show the app. The code of the launch is used up all the same.

import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export class Front {
  /** The page without script; undefined: what the adapter answers. */
  page: string | undefined;
  readonly origin: string;
  private readonly close_: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.close_ = close;
  }

  /** Passes on to `port` of this machine. */
  static async open(port: number): Promise<Front> {
    const server = createServer((incoming, outgoing) => front.pass(port, incoming, outgoing));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const own = (server.address() as AddressInfo).port;
    const front = new Front(
      `http://localhost:${own}`,
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    return front;
  }

  close(): Promise<void> {
    return this.close_();
  }

  private pass(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    const onward = request(
      { host: "127.0.0.1", port, method, path: url, headers },
      (answer) => {
        const page = url?.startsWith("/app?code=") && answer.statusCode === 200 ? this.page : undefined;
        if (page === undefined) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        answer.resume();
        answer.on("end", () => {
          const { "content-length": _, "content-encoding": __, "transfer-encoding": ___, ...kept } = answer.headers;
          outgoing.writeHead(200, { ...kept, "content-length": Buffer.byteLength(page) });
          outgoing.end(page);
        });
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }
}
